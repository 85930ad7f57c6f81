import { specification } from '../testing/specification.ts'
import { RegionCommand } from './commands.ts'
import { regionEvents } from './events.ts'
import { region } from './region.ts'

/** Examples of the region `East`, open since the beginning of 2026. */
export const { given, having } = specification(region, { command: RegionCommand, events: regionEvents })

export const opened = {
  type: 'OpenRegion',
  occurredOn: '2026-01-05',
  region: 'East',
  name: '华东',
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
} as const

export const on = <D extends string>(occurredOn: D) => ({ occurredOn, region: 'East' }) as const

export const personal = (value: string) => ({ subject: 's1', value })
