/**
 * How often a law is tried: enough to notice a broken one in the everyday run, and its full number where `KEHU_LAWS=full`
 * says so. The one place that asks.
 */
export const runs = ({ everyday, full }: { readonly everyday: number; readonly full: number }): number =>
  process.env.KEHU_LAWS === 'full' ? full : everyday
