import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** The way to a server, which a test may break. */
export type Cable = {
  readonly port: number
  /** Cuts every connection. */
  readonly cut: () => void
  /** From now on what the server answers is lost, and the connection is cut when it has answered: written, and nobody was told. */
  readonly loseAnswers: (lose: boolean) => void
  /** From now on nobody gets through. */
  readonly refuse: (refuse: boolean) => void
  readonly close: () => Promise<void>
}

export const startProxy = async (serverPort: number): Promise<Cable> => {
  const sockets = new Set<Socket>()
  let losing = false
  let refusing = false
  const server = createServer((client) => {
    if (refusing) return client.destroy()
    const upstream = connect(serverPort, '127.0.0.1')
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      // The test breaks connections on purpose.
      socket.on('error', () => undefined)
    }
    client.on('data', (data) => upstream.write(data))
    upstream.on('data', (data) => {
      if (losing) client.destroy()
      else client.write(data)
    })
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: address.port,
    cut,
    loseAnswers: (lose) => {
      losing = lose
    },
    refuse: (refuse) => {
      refusing = refuse
      if (refuse) cut()
    },
    close: async () => {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
