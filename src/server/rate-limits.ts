// The counter behind the rate limit of every route, shared by all server processes.
import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit'
import { networkOf } from './network.ts'
import { countTry } from './store/limits.ts'
import type { Db } from './store/open.ts'

/** The class of which the plugin makes a store for each route. */
export function sharedLimits(db: Db, now: () => number): FastifyRateLimitStoreCtor {
  const storeFor = (route: string): FastifyRateLimitStore => ({
    // Where the database does not answer, neither does the route: it is never open without its limit.
    incr(address, callback, windowMs) {
      const at = now()
      countTry(db, `${route} ${networkOf(address)}`, { now: at, windowMs }).then(
        ({ count, resetsAt }) => callback(null, { current: count, ttl: resetsAt - at }),
        (error: Error) => callback(error),
      )
    },
    // The types of the plugin leave out how it wraps the route.
    child: (options: object) => storeFor(routeName(options)),
  })
  return class {
    incr = storeFor('').incr
    child = storeFor('').child
  }
}

function routeName(options: object): string {
  const route = 'routeInfo' in options ? options.routeInfo : null
  if (typeof route !== 'object' || route === null) return ''
  return `${'method' in route ? route.method : ''} ${'url' in route ? route.url : ''}`
}
