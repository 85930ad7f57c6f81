import { RegionId } from '../vocabulary/code.ts'

/** What every command on a region and every event of it says. */
export const region = { region: RegionId }
