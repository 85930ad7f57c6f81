import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { serve } from '@hono/node-server'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { openService, type Service } from './service.ts'
import { hashOf, parseTokens } from './tokens.ts'

/** What must not fail here. */
export const got = <A>(given: Either<{ readonly message: string }, A>): A => {
  if (isLeft(given)) throw new Error(given.left.message)
  return given.right
}

/** Everybody's token is `token-of-` and their code. */
export const tokenOf = (actor: string): string => `token-of-${actor}`
export const tokensOf = (...actors: ReadonlyArray<string>) =>
  got(
    parseTokens(
      'tokens',
      actors.map((actor) => `${actor} ${hashOf(tokenOf(actor)).toString('hex')}`).join('\n'),
    ),
  )
const tokens = tokensOf('li.na', 'wang', 'eve')

/** The service on a file, listening. */
export const startOn = async (path: string, options: Partial<Service> = {}) => {
  const logged: string[] = []
  const { app, kehu, close } = got(
    await openService({ path, tokens, log: (line) => logged.push(line), ...options }),
  )
  const listening = await listen(app.fetch)
  const stop = async () => {
    await listening.stop()
    await close()
  }
  return { ...listening, kehu, logged, stop }
}

/** Real HTTP in front of a function that answers requests. */
export const listen = async (fetch: (request: Request) => Response | Promise<Response>) => {
  const server = serve({ fetch, hostname: '127.0.0.1', port: 0 })
  await new Promise((resolve) => (server.listening ? resolve(undefined) : server.once('listening', resolve)))
  const { port } = server.address() as AddressInfo
  const stop = () => new Promise((resolve) => server.close(resolve))
  return { url: `http://127.0.0.1:${port}`, port, stop }
}

export type Sent = {
  readonly status: number
  readonly headers: Headers
  readonly body: { readonly [name: string]: unknown }
}

type Headings = Readonly<Record<string, string>>

/** Sends a command as li.na, unless the headers say otherwise. */
export const sender =
  (url: () => string) =>
  async (command: unknown, headers: Headings = {}): Promise<Sent> =>
    answered(
      await fetch(`${url()}/commands`, {
        method: 'POST',
        body: typeof command === 'string' ? command : JSON.stringify(command),
        headers: { 'content-type': 'application/json', ...as('li.na'), ...headers },
      }),
    )

export const as = (actor: string): Headings => ({ authorization: `Bearer ${tokenOf(actor)}` })

export const answered = async (response: Response): Promise<Sent> => ({
  status: response.status,
  headers: response.headers,
  body: JSON.parse(await response.text()),
})

/** Bytes as they are, and whatever comes back until the other side hangs up. */
export const sendRaw = (port: number, text: string): Promise<string> =>
  new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('error', () => resolve(answer))
    socket.on('close', () => resolve(answer))
  })

const today = new Date().toISOString().slice(0, 10)

export const openRegion = {
  type: 'OpenRegion',
  region: 'east',
  name: 'East',
  timeZone: 'UTC',
  currency: 'CNY',
  occurredOn: today,
}
export const appoint = (user: string, role: string) => ({
  type: 'AppointMember',
  region: 'east',
  user,
  roles: [role],
  from: today,
  occurredOn: today,
})
export const register = {
  type: 'RegisterCustomer',
  customer: 'C1',
  region: 'east',
  occurredOn: today,
  profile: { name: 'Hua' },
}
export const purchase = (n: number) => ({
  type: 'RecordPurchase',
  customer: 'C1',
  purchase: `P${n}`,
  occurredOn: today,
  netAmount: 1000,
})
/** With words that are not for everybody. */
export const complain = {
  type: 'ReceiveComplaint',
  complaint: 'X1',
  customer: 'C1',
  region: 'east',
  receivedAt: `${today}T00:00:00Z`,
  complainant: { subject: 's', value: 'Wang' },
  channel: 'phone',
  content: { subject: 's', value: 'it leaks' },
  occurredOn: today,
}
