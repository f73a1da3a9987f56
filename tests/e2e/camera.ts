// What a telephone's camera reads from the screen: the QR code as it is drawn, by another program than the one that drew it.
import type { Page } from 'playwright-core'
import decodeQR from 'qr/decode.js'

/** The text of the QR code with this label. */
export async function readByCamera(page: Page, label: string): Promise<string> {
  const picture = await page.getByRole('img', { name: label, exact: true }).screenshot()
  const elsewhere = await page.context().newPage()
  const { width, height, bytes } = await elsewhere.evaluate(async (png) => {
    const image = new Image()
    image.src = `data:image/png;base64,${png}`
    await image.decode()
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    context?.drawImage(image, 0, 0)
    const pixels = context?.getImageData(0, 0, image.width, image.height).data ?? []
    return { width: image.width, height: image.height, bytes: [...pixels] }
  }, picture.toString('base64'))
  await elsewhere.close()
  return decodeQR({ width, height, data: Uint8ClampedArray.from(bytes) })
}
