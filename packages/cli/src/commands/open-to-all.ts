import type { Io } from '../io.ts'
import { counted } from '../output/money.ts'
import { writeErr } from '../output/terminal.ts'

const namesShown = 5

/** A region in which nobody has been appointed is open to all, and whoever opens it should know. */
export const sayOpenToAll = async (io: Io, regions: ReadonlySet<string>): Promise<void> => {
  if (regions.size === 0) return
  const names = [...regions].slice(0, namesShown).join(', ')
  const more = regions.size > namesShown ? ', …' : ''
  await writeErr(
    io,
    `${counted(regions.size, 'region is', 'regions are')} open to all until a first manager is appointed there (kehu commands AppointMember): ${names}${more}\n`,
  )
}
