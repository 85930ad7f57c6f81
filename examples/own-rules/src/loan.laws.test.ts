import { aggregateLaws, arbitraryOf, pooledLeaves } from '@kehu/domain/testing'
import { LoanCommand, loan, loanCommands, loanEvents } from './loan.ts'

const lend = arbitraryOf(loanCommands.LendMachine, pooledLeaves)
const takeBack = arbitraryOf(loanCommands.TakeBackMachine, pooledLeaves)

aggregateLaws('loan', {
  story: {
    decider: loan,
    codec: LoanCommand,
    commands: loanCommands,
    // What makes sense in a state, on a day: lend what is here, take back what is lent.
    next: (draw, state, today) =>
      state.lentTo === null
        ? { ...draw(lend), occurredOn: today, until: today }
        : { ...draw(takeBack), occurredOn: today },
  },
  events: loanEvents,
  fold: (state, events) => events.reduce(loan.evolve, state),
  rejections: { LentOut: true, NotLent: true, EndsBeforeItBegins: true },
  invariants: {
    'a machine that was never lent is with nobody': ({ lentTo, loans }) => loans > 0 || lentTo === null,
  },
})
