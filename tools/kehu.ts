// `pnpm kehu`: the command line from its sources. pnpm runs a script in the workspace's directory and says where its user
// stood; the command line itself goes by its working directory, as every program does.
process.chdir(process.env.INIT_CWD ?? '.')
await import('../packages/cli/src/main.ts')
