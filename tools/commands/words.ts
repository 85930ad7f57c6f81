import type { Touched } from '../../packages/domain/src/aggregate/touched.ts'
import type { Aggregates } from '../../packages/domain/src/aggregates.ts'
import type { Role } from '../../packages/domain/src/vocabulary/role.ts'
import type { Named } from './named.ts'
import { inWords } from './sentence.ts'

// What the page calls things; the Chinese is the policy's own.

export const aggregateTitles: { readonly [K in keyof Aggregates]: string } = {
  customer: 'Customer 客户',
  complaint: 'Complaint 客户投诉',
  opportunity: 'Sales opportunity 销售机会',
  region: 'Sales region 区域',
  regionSales: 'Sales without a customer 区域销售额',
}

/** By the name of their table of rules. */
export const groupTitles: Readonly<Record<string, string>> = {
  accountRules: 'Tier, owner and team 客户分级, 专属销售团队',
  informationRules: 'What is known 客户信息库, 决策链',
  purchaseRules: 'Purchases 采购历史',
  relationshipRules: 'Staying in touch 沟通频率, 客户调研',
  careRules: 'Care 客户关怀',
  termsRules: 'Terms and targets 目标',
  organisationRules: 'People and teams 区域销售团队',
  transferRules: 'Transfers of customers',
  creditRules: 'Credit for sales 销售业绩',
  collaborationRules: 'Sharing 信息共享',
  handOffRules: 'Hand-offs 跨部门协作, 线索',
  customerEventRules: 'Customer events 客户活动',
  judgingRules: 'Assessment 绩效考核, 指标',
  rewardRules: 'Rewards 物质激励, 精神激励',
}

export const roleNames: { readonly [R in Role]: string } = {
  owner: 'the owner',
  accountTeam: 'the account team',
  manager: 'managers',
  sales: 'sales',
  marketing: 'marketing',
  technical: 'the technical department',
  customerService: 'customer service',
  auditor: 'auditors',
  importer: 'importers',
}

const one: { readonly [K in keyof Touched]: string } = {
  regions: 'region',
  customers: 'customer',
  complaints: 'complaint',
  opportunities: 'opportunity',
}

/** Where something is named that a command touches, in words. */
export const touchedInWords = ({ kind, in: where, path }: Named, optional: ReadonlySet<string>): string => {
  const names = path.filter((name) => name !== '*')
  const [first = '', last = first] = [names[0], names.at(-1)]
  if (where === 'itself') return 'itself'
  if (where === 'state')
    return names.length === 1
      ? `its ${inWords(last)}`
      : `the ${inWords(last)} of the ${inWords(first.replace(/s$/, ''))} spoken of`
  const given = optional.has(first) ? 'given, if any' : 'given'
  if (names.length > 1)
    return `the ${inWords(last)} of ${path.includes('*') ? 'each of the' : 'the'} ${inWords(first)} ${given}`
  if (last === kind || last === one[kind]) return `the ${last} ${given}`
  return `the ${path.length > 1 ? kind : one[kind]} ${given} as *${inWords(last)}*`
}
