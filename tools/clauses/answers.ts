/** Clauses whose answer somebody reads: by the package that gives it, today or one day. */
export const answeredBy: ReadonlyMap<number, string> = new Map([
  ...[9, 13, 16].map((clause) => [clause, 'projection-tiers'] as const),
  ...[15, 18, 21, 23, 31].map((clause) => [clause, 'projection-directory'] as const),
  ...[11, 32, 34, 35, 36, 37, 38, 42, 45].map((clause) => [clause, 'projection-contacts-due'] as const),
  ...[75, 76, 77, 78].map((clause) => [clause, 'projection-kpis'] as const),
])

/** Those that a package which is there does not answer yet: executive talks, reviews, festivals and birthdays that are due. */
export const notYetAnswered: ReadonlySet<number> = new Set([11, 32, 42, 45])

/** Why a clause that only describes needs no rule of its own. */
export const whyDescriptive: ReadonlyMap<number, string> = new Map([
  [1, 'The aim of the whole policy; its three outcomes are the key figures of chapter 8.'],
  [3, 'Says where the policy applies; a region, its name and its people are what every rule is decided in.'],
  [9, 'Defines tier A; nobody does anything for it: the tier is computed from purchases.'],
  [13, 'Defines tier B; the tier is computed from purchases.'],
  [16, 'Defines tier C: whoever buys and is neither A nor B.'],
  [78, 'Implied by the rewards of 8.2: scores are computed for regions, teams and people.'],
])
