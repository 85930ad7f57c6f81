import type { RegionCommand } from '../region/commands.ts'
import type { RegionState } from '../region/state.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { Draw } from './chance.ts'

/** One thing a region may do now, or wrongly does. */
export type RegionStep = (draw: Draw, state: RegionState, today: CalendarDate) => RegionCommand
