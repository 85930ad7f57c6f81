import * as t from 'io-ts'

/** 客户活动 (policy 5.2-C). */
export const CustomerEventKind = t.keyof(
  { seminar: null, forum: null, outdoor: null, other: null },
  'CustomerEventKind seminar, forum, outdoor or other',
)
