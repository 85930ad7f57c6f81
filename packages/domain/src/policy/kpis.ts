import * as t from 'io-ts'

/**
 * The KPIs of policy 8.1: what is measured, in which unit, and whether more of it is better (A64).
 * The names are storage format: targets and weights refer to them.
 */
export const kpis = {
  newCustomers: { group: 'acquisition', unit: 'count', better: 'higher', clause: '8.1-A' },
  newCustomerSales: { group: 'acquisition', unit: 'money', better: 'higher', clause: '8.1-A' },
  satisfaction: { group: 'maintenance', unit: 'rate', better: 'higher', clause: '8.1-B' },
  loyalty: { group: 'maintenance', unit: 'rate', better: 'higher', clause: '8.1-B' },
  complaintRate: { group: 'maintenance', unit: 'rate', better: 'lower', clause: '8.1-B' },
  sales: { group: 'sales', unit: 'money', better: 'higher', clause: '8.1-C' },
  growthRate: { group: 'sales', unit: 'rate', better: 'higher', clause: '8.1-C' },
  profit: { group: 'sales', unit: 'money', better: 'higher', clause: '8.1-C' },
} as const satisfies Record<string, KpiDefinition>

export type KpiDefinition = {
  readonly group: 'acquisition' | 'maintenance' | 'sales'
  readonly unit: 'count' | 'money' | 'rate'
  readonly better: 'higher' | 'lower'
  readonly clause: string
}

export const Kpi = t.keyof(kpis, 'KPI')
export type Kpi = t.TypeOf<typeof Kpi>
