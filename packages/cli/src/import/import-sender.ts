/** Who imports. */
export type ImportSender = { readonly actor: string; readonly asOperator?: boolean }
