import { status as codes, type Metadata, type ServiceError } from '@grpc/grpc-js'
import { trailer } from './answers.ts'
import type { Log } from './log.ts'

/**
 * Who may do what, by default: everybody who has a name may read and write streams, and `$all` is the administrator's, until
 * `$settings` says otherwise.
 */
export const createAccess = (users: Readonly<Record<string, string>> | undefined, log: Log) => {
  const mayReadAll = (name: string): boolean => {
    const found = log.stream('$settings')
    const last = found === null || found === 'deleted' ? undefined : found.at(-1)
    if (name === 'admin' || last === undefined) return name === 'admin'
    const settings: unknown = JSON.parse(new TextDecoder().decode(last.data))
    const readers = fieldOf(fieldOf(settings, '$systemStreamAcl'), '$r')
    return Array.isArray(readers) ? readers.includes(name) : readers === name || readers === '$all'
  }

  return {
    refusal: (metadata: Metadata, stream?: '$all'): Partial<ServiceError> | null => {
      if (users === undefined) return null
      const [given] = metadata.get('authorization')
      if (given === undefined) return denied
      const [name = '', password] = Buffer.from(String(given).replace(/^Basic /, ''), 'base64')
        .toString()
        .split(/:(.*)/s)
      if (users[name] !== password || password === undefined) {
        return trailer(codes.UNAUTHENTICATED, 'not-authenticated', 'UnAuthenticated')
      }
      return stream === '$all' && !mayReadAll(name) ? denied : null
    },
  }
}

const denied = trailer(codes.PERMISSION_DENIED, 'access-denied', 'Access Denied')

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
