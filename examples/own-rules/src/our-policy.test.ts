import { ComplaintCommand, complaint, complaintEvents, defaultPolicy } from '@kehu/domain'
import { companyHistory, specification } from '@kehu/domain/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const { given } = specification(complaint, { command: ComplaintCommand, events: complaintEvents })

// Our policy is the default one, but a critical complaint is solved on the next working day.
const { resolveWorkingDays } = defaultPolicy.complaints
const ours = {
  version: 'ours-1',
  policy: {
    ...defaultPolicy,
    complaints: { ...defaultPolicy.complaints, resolveWorkingDays: { ...resolveWorkingDays, critical: 1 } },
  },
}

test('under our policy a critical complaint of Friday is to be solved on Monday', () => {
  given()
    .when(
      {
        type: 'ReceiveComplaint',
        occurredOn: '2026-03-06',
        complaint: 'K1',
        customer: 'C1',
        region: 'East',
        receivedAt: '2026-03-06T10:00:00+08:00',
        complainant: { subject: 'p-1', value: 'Ms Li' },
        channel: 'phone',
        content: { subject: 'p-1', value: 'The line stands still' },
        severity: 'critical',
      },
      { policy: ours },
    )
    .thenMatching({ data: { resolveBy: '2026-03-09', deadlines: { policy: 'ours-1' } } })
})

test('in any history that could have happened, nothing of a complaint lies before its receipt', () => {
  fc.assert(
    fc.property(companyHistory(), (records) => {
      const receivedOn = new Map<string, string>()
      for (const { stream, events } of records) {
        for (const { type, occurredOn } of events) {
          if (type === 'ComplaintReceived') receivedOn.set(stream, occurredOn)
          expect(occurredOn >= (receivedOn.get(stream) ?? occurredOn)).toBe(true)
        }
      }
    }),
    { numRuns: 50 },
  )
})
