/** So much may be under way at once; who asks for more waits his turn. */
export type Budget = { readonly take: (amount: number) => Promise<() => void> }

/**
 * A budget shared by those who work at once.
 * @returns `take` waits until there is room and answers with what gives the room back; an amount beyond the whole budget
 *   is let in when nothing else is under way
 */
export const createBudget = (most: number): Budget => {
  let used = 0
  const waiting: { amount: number; enter: () => void }[] = []
  const admit = () => {
    for (let next = waiting[0]; next !== undefined && used + next.amount <= most; next = waiting[0]) {
      waiting.shift()
      used += next.amount
      next.enter()
    }
  }
  return {
    take: (asked) =>
      new Promise((resolve) => {
        const amount = Math.min(asked, most)
        const giveBack = () => {
          used -= amount
          admit()
        }
        waiting.push({ amount, enter: () => resolve(giveBack) })
        admit()
      }),
  }
}
