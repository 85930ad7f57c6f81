import { describe, expect, test } from 'vitest'
import { present } from '../../vocabulary/present.ts'
import { event, having, li, managedBy, on, registered, words } from '../customer.fixture.ts'

describe('festival greetings (policy 5.2-A)', () => {
  const facts = { festival: 'MID_AUTUMN', festivalOn: '2026-09-25', channel: 'card' } as const
  const greet = (occurredOn: string, other: object = {}) =>
    on(occurredOn, 'SendFestivalGreeting', { ...facts, ...other })

  test('go to every customer in the week before the day, or on it (clause 42)', () => {
    having(registered)
      .when(greet('2026-09-25'))
      .then(event('2026-09-25', 'FestivalGreetingSent', facts))
    having(registered).when(greet('2026-09-18')).thenMatching({ type: 'FestivalGreetingSent' })
    having(registered).when(greet('2026-09-17')).thenRejected('OutsideGreetingWindow', {
      from: '2026-09-18',
      until: '2026-09-25',
      message: 'A greeting for 2026-09-25 is sent from 2026-09-18 to the day itself, not on 2026-09-17.',
    })
    having(registered).when(greet('2026-09-26')).thenRejected('OutsideGreetingWindow')
    having(registered)
      .when(greet('2026-09-20', { festival: 'NATIONAL_DAY' }))
      .thenRejected('FestivalNotKept', {
        festival: 'NATIONAL_DAY',
        message:
          'NATIONAL_DAY is not among the festivals of the policy in force: greet on SPRING_FESTIVAL or MID_AUTUMN, or adopt a policy that has it.',
      })
  })

  test('go once to each recipient', () => {
    having(registered, greet('2026-09-20')).when(greet('2026-09-21')).thenRejected('AlreadyGreeted', {
      festivalOn: '2026-09-25',
      message: 'The customer was greeted for 2026-09-25 already: once is enough.',
    })
    having(registered, li, greet('2026-09-20'))
      .when(greet('2026-09-21', { recipient: 'li' }))
      .thenMatching({ data: { recipient: 'li' } })
    having(registered, li, greet('2026-09-20', { recipient: 'li' }))
      .when(greet('2026-09-21', { recipient: 'li' }))
      .thenRejected('AlreadyGreeted', {
        message: 'li was greeted for 2026-09-25 already: once is enough.',
      })
    having(registered)
      .when(greet('2026-09-21', { recipient: 'li' }))
      .thenRejected('NotRecorded', { what: 'person', id: 'li' })
  })

  test('go to nobody who does not want them', () => {
    const out = (festival?: 'MID_AUTUMN' | 'SPRING_FESTIVAL') =>
      on('2026-03-03', 'OptOutOfGreetings', {
        reason: 'Asked',
        ...present({ festival }),
      })
    const back = (festival?: 'MID_AUTUMN' | 'SPRING_FESTIVAL') =>
      on('2026-03-04', 'OptInToGreetings', {
        reason: 'Asked',
        ...present({ festival }),
      })
    having(registered)
      .when(out())
      .then(event('2026-03-03', 'GreetingsOptedOut', { reason: 'Asked' }))
    having(registered, out())
      .when(back())
      .then(event('2026-03-04', 'GreetingsOptedIn', { reason: 'Asked' }))
    having(registered, out()).when(greet('2026-09-25')).thenRejected('OptedOut', {
      festival: 'MID_AUTUMN',
      message:
        'The customer does not want this greeting: respect it, or record that it does now (OptInToGreetings).',
    })
    having(registered, out('MID_AUTUMN')).when(greet('2026-09-25')).thenRejected('OptedOut')
    having(registered, out('SPRING_FESTIVAL')).when(greet('2026-09-25')).thenMatching({})
    having(registered, out('MID_AUTUMN'), back('MID_AUTUMN')).when(greet('2026-09-25')).thenMatching({})
    having(registered, out('MID_AUTUMN'), back()).when(greet('2026-09-25')).thenMatching({})
    const unchanged = { message: 'Nothing changes: the wish is so already.' }
    having(registered, out()).when(out()).thenRejected('NothingChanges', unchanged)
    having(registered, out()).when(out('MID_AUTUMN')).thenRejected('NothingChanges', unchanged)
    having(registered, out('MID_AUTUMN')).when(out('MID_AUTUMN')).thenRejected('NothingChanges')
    having(registered, out('MID_AUTUMN')).when(out()).thenMatching({ type: 'GreetingsOptedOut' })
    having(registered).when(back()).thenRejected('NothingChanges', unchanged)
    having(registered, out('MID_AUTUMN')).when(back('SPRING_FESTIVAL')).thenRejected('NothingChanges')
    having(registered, out()).when(back('MID_AUTUMN')).thenRejected('NothingChanges')
  })
})

describe('gifts (policy 5.2-A)', () => {
  const facts = {
    gift: 'g1',
    recipient: 'li',
    occasion: 'Mid-Autumn',
    description: 'Moon cakes',
    culturalMeaning: 'Reunion',
    value: 50_000,
  }
  const give = (other: object = {}, occurredOn = '2026-03-03') =>
    on(occurredOn, 'GiveGift', { ...facts, commercial: false, ...other })

  test('mean something and advertise nothing (clause 43)', () => {
    having(registered, li)
      .when(give())
      .then(event('2026-03-03', 'GiftGiven', { ...facts, currency: 'CNY', commercial: false }))
    having(registered, li)
      .when(give({ commercial: true }))
      .thenRejected('GiftTooCommercial', {
        message: 'A gift that advertises us is none: choose one that means something to whoever gets it.',
      })
  })

  test('worth more than the limit need a manager’s approval', () => {
    having(registered, li)
      .when(give({ value: 50_001 }))
      .thenRejected('ApprovalMissing', {
        message: 'A gift worth more than 50000 (minor units) needs a manager’s approval: name the approver.',
      })
    const governed = managedBy('wang')
    having(registered, li)
      .when(give({ value: 50_001, approver: 'wang' }), governed)
      .thenMatching({ data: { approver: 'wang' } })
    having(registered, li)
      .when(give({ value: 50_001, approver: 'chen' }), governed)
      .thenRejected('ApproverNotManager')
    having(registered, li)
      .when(give({ value: 50_001, approver: 'anna' }), governed)
      .thenRejected('SelfApproved')
  })

  test('stay within what one person may be given in a year', () => {
    const four = [1, 2, 3, 4].map((n) => give({ gift: `x${n}`, value: 49_000 }))
    having(registered, li, ...four)
      .when(give({ value: 4_000 }))
      .thenMatching({ data: { value: 4_000 } })
    having(registered, li, ...four)
      .when(give({ value: 4_001 }))
      .thenRejected('GiftLimitExceeded', {
        recipient: 'li',
        remaining: 4_000,
        message: 'li may be given 4000 (minor units) more in 2026: choose a smaller gift.',
      })
    having(registered, li, ...four)
      .when(give({}, '2027-01-01'))
      .thenMatching({ type: 'GiftGiven' })
    having(registered, li, { ...li, person: 'wu' }, ...four)
      .when(give({ recipient: 'wu' }))
      .thenMatching({ type: 'GiftGiven' })
  })

  test('are recorded once, go to somebody known, and cost something', () => {
    having(registered, li, give()).when(give()).thenRejected('AlreadyRecorded', { what: 'gift', id: 'g1' })
    having(registered).when(give()).thenRejected('NotRecorded', { what: 'person', id: 'li' })
    having(registered, li)
      .when(give({ value: 0 }))
      .thenRejected('AmountNotPositive', {
        netAmount: 0,
        message: '0 is no value of a gift: give what it cost.',
      })
    having(registered, li)
      .when(give({ value: 1 }))
      .thenMatching({ data: { value: 1 } })
    having(registered, li)
      .when(give(), { regions: new Map() })
      .thenRejected('RegionNotOpen', { region: 'East' })
  })
})

describe('birthday wishes (policy 5.2-B)', () => {
  const known = on('2026-03-02', 'RecordBirthday', {
    person: 'li',
    birthday: { subject: 'p-1', value: { calendar: 'solar', month: 7, day: 14 } },
    consent: true,
  })
  const facts = {
    person: 'li',
    birthdayOn: '2026-07-14',
    gesture: 'flowers',
    note: words('Happy birthday'),
  } as const
  const wished = on('2026-07-14', 'SendBirthdayGreeting', facts)

  test('are sent on the birthday itself (clause 45)', () => {
    having(registered, li, known)
      .when(wished)
      .then(event('2026-07-14', 'BirthdayGreetingSent', facts))
    const message =
      'The birthday is on 2026-07-14: send the wishes on that day, and record the day on which they were sent.'
    having(registered, li, known)
      .when({ ...wished, occurredOn: '2026-07-13' })
      .thenRejected('NotTheBirthday', { birthdayOn: '2026-07-14', message })
    having(registered, li, known)
      .when({ ...wished, occurredOn: '2026-07-15' })
      .thenRejected('NotTheBirthday')
  })

  test('go once to somebody whose birthday is known', () => {
    having(registered, li, known, wished).when(wished).thenRejected('AlreadyGreeted', {
      festivalOn: '2026-07-14',
      message: 'li was wished well on 2026-07-14 already: once is enough.',
    })
    having(registered, li).when(wished).thenRejected('NotRecorded', { what: 'birthday of', id: 'li' })
    having(registered).when(wished).thenRejected('NotRecorded', { what: 'person', id: 'li' })
  })
})

describe('coming to an event (policy 5.2-C)', () => {
  const facts = { event: 'e1', people: ['li'], satisfaction: 5 }
  const attended = on('2026-05-05', 'RecordEventAttendance', facts)

  test('is recorded once, with who of the customer came', () => {
    having(registered, li)
      .when(attended)
      .then(event('2026-05-05', 'EventAttended', facts))
    having(registered, li, attended)
      .when(attended)
      .thenRejected('AlreadyRecorded', { what: 'attendance of event', id: 'e1' })
    having(registered).when(attended).thenRejected('NotRecorded', { what: 'person', id: 'li' })
    expect(having(registered, li, attended).state.attended.has('e1')).toBe(true)
  })
})
