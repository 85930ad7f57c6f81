import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Context, RegionToday } from '../../aggregate/context.ts'
import { checkSpeaker, holdsIn } from '../../aggregate/permission.ts'
import { addWorkingDays } from '../../policy/working-days.ts'
import type { UserId } from '../../vocabulary/code.ts'
import type { EventOf } from '../../vocabulary/messages.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import { accepted, type Check, type Command, type Decision, met, notBefore } from '../decision.ts'
import type { RegionRejection } from '../rejections.ts'
import type { RegionState } from '../state.ts'
import type { HandOffCommand } from './commands.ts'
import type { handOffEvents } from './events.ts'
import { answerers, type HandOffKind } from './hand-off.ts'
import type { HandOff } from './state.ts'

type Asked = Extract<EventOf<typeof handOffEvents>, { type: 'HandOffAsked' }>['data']
type Asking = Omit<Asked, 'kind' | 'askedBy' | 'due'> & Pick<HandOffCommand, 'type' | 'occurredOn'>

/** A57: an answer is due so many working days later. */
const ask = (context: Context, c: Asking, kind: HandOffKind, state: RegionState): Decision => {
  if (state.handOffs.has(c.handOff)) {
    return refuse('HandOffExists', `Hand-off ${c.handOff} was asked already: give this one its own code.`, {
      handOff: c.handOff,
    })
  }
  const { calendar, collaboration } = context.policy.policy
  const { type: _, occurredOn, ...asked } = c
  const due = addWorkingDays(calendar, occurredOn, collaboration.handOffWorkingDays)
  return accepted({ type: 'HandOffAsked', occurredOn, data: { ...asked, kind, askedBy: context.actor, due } })
}

export const tellMarketing = (c: Command<'TellMarketing'>, state: RegionState, context: Context): Decision =>
  c.topic === 'customerNeed' && c.customer === undefined
    ? refuse('CustomerMissing', 'Whose need is it? Name the customer.', {})
    : ask(context, c, 'marketNews', state)

export const askTechnical = (
  { need: text, ...c }: Command<'AskTechnical'>,
  state: RegionState,
  context: Context,
): Decision => ask(context, { ...c, text }, 'technicalNeed', state)

export const passLead = (
  { lead: text, ...c }: Command<'PassLead'>,
  state: RegionState,
  context: Context,
): Decision => ask(context, { ...c, text }, 'lead', state)

/** One problem is one hand-off, however often the customer calls. */
export const reportProblem = (
  { problem: text, ...c }: Command<'ReportProblemInUse'>,
  state: RegionState,
  context: Context,
): Decision => {
  const open = [...state.handOffs].find(
    ([, { kind, stage, customer, product }]) =>
      kind === 'problemInUse' &&
      (stage === 'asked' || stage === 'accepted') &&
      customer === c.customer &&
      product === (c.product ?? null),
  )
  return open === undefined || open[0] === c.handOff
    ? ask(context, { ...c, text }, 'problemInUse', state)
    : refuse(
        'ProblemOpen',
        `This problem is told already, as ${open[0]}: answer that one first (AnswerHandOff).`,
        {
          handOff: open[0],
        },
      )
}

export const accept = (c: Command<'AcceptHandOff'>, state: RegionState, context: Context): Decision => {
  const open = openHandOff(context, c, state)
  if (isLeft(open)) return open
  if (open.right.stage === 'accepted') {
    return refuse('HandOffAccepted', `Hand-off ${c.handOff} is accepted: answer it (AnswerHandOff).`, {
      handOff: c.handOff,
    })
  }
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'HandOffAccepted', occurredOn, data })
}

export const answer = (c: Command<'AnswerHandOff'>, state: RegionState, context: Context): Decision => {
  const open = openHandOff(context, c, state)
  if (isLeft(open)) return open
  const { kind, stage, due } = open.right
  if (stage === 'asked') {
    return refuse(
      'HandOffNotAccepted',
      `Nobody took on hand-off ${c.handOff} yet: accept it first (AcceptHandOff).`,
      {
        handOff: c.handOff,
      },
    )
  }
  if (kind === 'technicalNeed') {
    const joined = technicianJoins(context.regions.get(c.region), c.technician)
    if (isLeft(joined)) return joined
  }
  if (kind === 'lead' && (c.opportunity === undefined) === (c.notPursued === undefined)) {
    return refuse(
      'LeadUndecided',
      'A lead becomes an opportunity or it does not: name the opportunity, or say why it is not pursued.',
      { handOff: c.handOff },
    )
  }
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'HandOffAnswered', occurredOn, data: { ...data, late: occurredOn > due } })
}

export const decline = (c: Command<'DeclineHandOff'>, state: RegionState, context: Context): Decision => {
  const open = openHandOff(context, c, state)
  if (isLeft(open)) return open
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'HandOffDeclined', occurredOn, data })
}

/** policy 7.2-B: the technical department joins, with somebody of its own. */
const technicianJoins = (here: RegionToday | undefined, technician: UserId | undefined): Check =>
  technician === undefined
    ? refuse('TechnicianMissing', 'Who joins? Name somebody of the technical department.', {})
    : inRole(here, technician, 'technicalNeed')

/** What can still be accepted, answered or declined, by somebody of the department that was asked. */
const openHandOff = (
  context: Context,
  { region, handOff, by, occurredOn }: Command<'AcceptHandOff' | 'AnswerHandOff' | 'DeclineHandOff'>,
  state: RegionState,
): Either<RegionRejection, HandOff> => {
  const known = state.handOffs.get(handOff)
  if (known === undefined) {
    return refuse('NoSuchHandOff', `There is no hand-off ${handOff}: check its code, or ask first.`, {
      handOff,
    })
  }
  if (known.stage === 'answered' || known.stage === 'declined') {
    return refuse('HandOffEnded', `Hand-off ${handOff} was ${known.stage} on ${known.since}: ask anew.`, {
      handOff,
      stage: known.stage,
    })
  }
  const own = checkSpeaker(context, region, by)
  if (isLeft(own)) return own
  const timely = notBefore(known.since, occurredOn)
  if (isLeft(timely)) return timely
  if (by === known.askedBy)
    return refuse('OwnHandOff', `${by} asked this: let somebody else take it.`, { by })
  const fit = inRole(context.regions.get(region), by, known.kind)
  return isLeft(fit) ? fit : right(known)
}

/** As long as nobody was appointed in a region, nobody's department is known. */
const inRole = (here: RegionToday | undefined, user: UserId, kind: HandOffKind): Check => {
  const needs = answerers[kind]
  return holdsIn(here, user, needs)
    ? met
    : refuse('WrongDepartment', `${user} is not of the department asked: it takes ${needs.join(' or ')}.`, {
        user,
        needs,
      })
}
