/** Lets others have their turn: a store, or a long computation, may go on for ever without leaving the event loop to them. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
