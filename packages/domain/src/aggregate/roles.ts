import type { Roles } from '../vocabulary/role.ts'

// The circles of people that the aggregates' rules speak of (docs/decisions/0008). "Who" in the policy's clauses is who is to
// act; who may, it does not say.

export const managers: Roles = ['manager']
/** Whoever the customer or the case is entrusted to. */
export const entrusted: Roles = ['owner', 'accountTeam', 'manager']
export const sellers: Roles = ['owner', 'accountTeam', 'manager', 'sales']
export const sellersAndMarketing: Roles = [...sellers, 'marketing']
export const sellersAndTechnicians: Roles = [...sellers, 'technical']
/** Complaints are everybody's to hear, and the business of sales and customer service (policy 5.3). */
export const complaintHandlers: Roles = [...sellers, 'customerService']
/** Customer service tells sales (policy 7.2-C). */
export const service: Roles = ['manager', 'customerService']
export const salesDesk: Roles = ['manager', 'sales']
export const marketers: Roles = ['manager', 'marketing']
/** Customer events are of sales and marketing (policy 5.2-C). */
export const hosts: Roles = ['manager', 'sales', 'marketing']
/** Everybody who works in the region. */
export const everybody: Roles = [...complaintHandlers, 'technical', 'marketing']
/** What another system holds is entered by whoever was appointed to that, and by nobody else. */
export const importers: Roles = ['importer']
