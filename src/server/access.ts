// Who may call what: each route declares it, and one hook checks it before anything of the request's body is read.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { mayDo, type Right } from '../core/roles.ts'
import type { Auth } from './auth.ts'
import { problem } from './problems.ts'
import type { KnownDevice } from './store/devices.ts'
import type { Account } from './store/people.ts'

/** Nothing at all, a pairing code, a device's token, any account, or an account with a right that has nothing left that it must do. */
type Access = 'anyone' | 'code' | 'device' | 'account' | Right

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
  interface FastifyRequest {
    /** Who is signed in; throws on a route that asks for no account. */
    readonly person: Account
    /** Which device asks; throws on a route that asks for none. */
    readonly device: KnownDevice
    /** Who asks and where from, for the trail; nobody has an empty name. */
    readonly by: { who: string; address: string }
  }
}

interface DeclaredRoute {
  method: string
  url: string
  access: Access
}

const routes = new WeakMap<FastifyInstance, DeclaredRoute[]>()

/** Every route under `/api` with who may call it, as it was declared. */
export function declaredRoutes(app: FastifyInstance): readonly DeclaredRoute[] {
  return routes.get(app) ?? []
}

/** Register it before every route: a route under `/api` that does not say who may call it is refused at start. */
export function guardRoutes(app: FastifyInstance, auth: Auth): void {
  const people = new WeakMap<FastifyRequest, Account>()
  const devices = new WeakMap<FastifyRequest, KnownDevice>()
  app.decorateRequest('person', {
    getter() {
      return there(people.get(this))
    },
  })
  app.decorateRequest('device', {
    getter() {
      return there(devices.get(this))
    },
  })

  app.decorateRequest('by', {
    getter() {
      const who = people.get(this)?.username ?? devices.get(this)?.id ?? ''
      return { who, address: this.ip }
    },
  })

  const declared: DeclaredRoute[] = []
  routes.set(app, declared)
  app.addHook('onRoute', ({ url, method, config }) => {
    // Outside of it are only the files of the app.
    const open = !url.startsWith('/api') && [method].flat().every((one) => /^(GET|HEAD)$/.test(one))
    if (!open && config?.access === undefined)
      throw new Error(`${method} ${url} does not say who may call it`)
    if (config?.access === undefined) return
    for (const one of [method].flat()) declared.push({ method: one, url, access: config.access })
  })

  app.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config
    if (access === undefined) return
    if (access === 'device') return void devices.set(request, await auth.device(request))
    // A pairing code is all the proof there is: no cookie is read or set, so no site can misuse one.
    if (access === 'code') return
    auth.refuseOtherSite(request)
    if (access === 'anyone') return
    const person = await auth.person(request)
    if (access !== 'account') {
      if (person.must[0]) throw problem('account.must', undefined, person.must[0])
      if (!mayDo(person.role, access)) throw problem('role.forbidden')
    }
    people.set(request, person)
  })
}

function there<T>(asker: T | undefined): T {
  if (asker === undefined) throw new Error('this route does not ask who calls it')
  return asker
}
