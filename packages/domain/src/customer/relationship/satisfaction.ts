import * as t from 'io-ts'
import { Code } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { PersonalText } from '../../vocabulary/personal.ts'
import { shown } from '../../vocabulary/shown.ts'

const score = (name: string, min: number, max: number): t.Type<number> =>
  new t.Type<number>(
    name,
    (u): u is number => Number.isSafeInteger(u) && Number(u) >= min && Number(u) <= max && !Object.is(u, -0),
    (u, context) =>
      typeof u === 'number' && Number.isSafeInteger(u) && u >= min && u <= max && !Object.is(u, -0)
        ? t.success(u)
        : t.failure(u, context, `${shown(u)} is not a ${name} score: a whole number from ${min} to ${max}`),
    (n) => n,
  )

/** How satisfied, on 1–5. */
export const CsatScore = score('CSAT', 1, 5)
/** How likely to recommend, on 0–10. */
export const NpsScore = score('NPS', 0, 10)

/** How satisfied on 1–5 (CSAT), or how likely to recommend on 0–10 (NPS) (A25). */
export const Answer = t.union(
  [fields('CsatAnswer', { csat: CsatScore }), fields('NpsAnswer', { nps: NpsScore })],
  'Answer {csat} or {nps}',
)
export type Answer = t.TypeOf<typeof Answer>

/** One person's answer. */
export const Satisfaction = fields(
  'Satisfaction',
  { answer: Answer },
  { respondent: PersonalText, survey: Code },
)
