import { type Currency, exponentOf, majorUnits } from '@kehu/domain'

/** Minor units as a decimal string in major units, for programs. */
export const decimal = (amount: bigint, currency: Currency | null): string =>
  majorUnits(amount, currency === null ? 2 : exponentOf(currency))

/** The same with thousands set apart, for people. */
export const grouped = (decimalText: string): string => {
  const [whole = '', fraction] = decimalText.split('.')
  const set = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? set : `${set}.${fraction}`
}

export const money = (amount: bigint, currency: Currency | null): string => grouped(decimal(amount, currency))

/** A count for people. */
export const count = (n: number): string => grouped(String(n))

/** `1 customer`, `12 customers`. */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${count(n)} ${n === 1 ? one : many}`
