import { expect, test } from 'vitest'
import { make } from '../testing/leaves.ts'
import { currencyExponents } from './currencies.ts'
import { Currency, exponentOf } from './money.ts'

test('a currency has the exponent of ISO 4217, and 2 unless the standard says otherwise', () => {
  const others = [...currencyExponents].filter(([, exponent]) => exponent !== 2)
  expect(Object.fromEntries(others)).toEqual({
    ...{ BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0 },
    ...{ VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0 },
    ...{ BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3 },
    ...{ CLF: 4, UYW: 4 },
    // No minor unit at all: metals, bonds, units of account, tests, and no currency.
    ...{
      XAG: 0,
      XAU: 0,
      XBA: 0,
      XBB: 0,
      XBC: 0,
      XBD: 0,
      XDR: 0,
      XPD: 0,
      XPT: 0,
      XSU: 0,
      XTS: 0,
      XUA: 0,
      XXX: 0,
    },
  })
  expect(currencyExponents.size).toBe(181)
})

test('the table of the standard and that of ICU, made by others, agree but where ICU shows amounts as people write them', () => {
  const known = new Set(Intl.supportedValuesOf('currency'))
  const digits = (currency: string) =>
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits
  const differing = [...currencyExponents].filter(
    ([code, exponent]) => known.has(code) && digits(code) !== exponent,
  )
  const writtenWhole = 'AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK PKR SOS SYP YER'.split(' ')
  const withoutMinorUnit = 'XDR XSU'.split(' ')
  for (const [code] of differing) expect([...writtenWhole, ...withoutMinorUnit]).toContain(code)
  // Enough is compared for that to mean something.
  expect([...currencyExponents.keys()].filter((code) => known.has(code)).length).toBeGreaterThan(150)
})

test('what is no code of the standard is no currency', () => {
  for (const none of ['cny', 'RMB', 'XYZ', '', 'constructor', 156, null])
    expect(Currency.is(none)).toBe(false)
  expect(['CNY', 'JPY', 'KWD', 'CLF'].map((code) => exponentOf(make(Currency, code)))).toEqual([2, 0, 3, 4])
})
