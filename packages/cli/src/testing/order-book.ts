import type { Said, Workplace } from './test-io.ts'

/** A small order book: a customer of each tier, a sale without customer, a return, two regions, half a fen. */
export const book = `occurred_on,customer_id,customer_name,region,document,line,product,net_amount,cost_amount,owner
2025-09-01,C-1,宏达机械,East,D-1,1,Lathe,400.00,300,U-1
2025-09-01,C-1,宏达机械,East,D-1,2,Oil,100.005,50,U-1
2025-10-05,C-2,Beta,East,D-2,1,Lathe,150,100,U-1
2025-11-11,C-3,Gamma,East,D-3,1,Oil,50,30,U-2
2025-12-24,,,East,D-4,1,Oil,300,,
2026-01-15,C-1,宏达机械,East,D-5,1,Oil,-100,-50,U-1
2025-09-01,C-9,Omega,West,D-6,1,Lathe,80,20,U-3
`

export const importBook = async (place: Workplace): Promise<Said> => {
  await place.file('book.csv', book)
  return place.kehu(['import', 'purchases', 'book.csv', '--format', 'json'])
}
