import ts from 'typescript'

// Where the code says that it serves a clause: `@clause N` in a docstring, `(clause N)` in the name of a test.

/** A declaration or property that is tagged with clauses. */
export type Home = {
  readonly file: string
  readonly name: string
  readonly kind: 'command' | 'event' | 'rule' | 'query'
  readonly clauses: ReadonlyArray<number>
  /** What to cut out of the file to delete it: [start, end). */
  readonly span: readonly [number, number]
}

export type NamedTest = {
  readonly file: string
  readonly title: string
  readonly clauses: ReadonlyArray<number>
}

/** The text of files by their paths from the root of the repository. */
export type Sources = ReadonlyMap<string, string>

export const homesIn = (sources: Sources): ReadonlyArray<Home> =>
  [...sources].filter(([file]) => !isTest(file)).flatMap(([file, text]) => homesOf(file, text))

export const testsIn = (sources: Sources): ReadonlyArray<NamedTest> =>
  [...sources].filter(([file]) => isTest(file)).flatMap(([file, text]) => testsOf(file, text))

const isTest = (file: string): boolean => file.endsWith('.test.ts')

const parse = (file: string, text: string): ts.SourceFile =>
  ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)

const homesOf = (file: string, text: string): ReadonlyArray<Home> => {
  const source = parse(file, text)
  const found: Home[] = []
  const visit = (node: ts.Node): void => {
    const name = nameOf(node)
    const clauses = name === null ? [] : clauseTags(node)
    if (name !== null && clauses.length > 0) {
      found.push({ file, name, kind: kindOf(file), clauses, span: spanOf(node, text) })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** The name of what may be a home; a const is taken as its whole statement, for that is what carries the docstring. */
const nameOf = (node: ts.Node): string | null => {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations[0]?.name.getText() ?? null
  if (
    ts.isFunctionDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node) ||
    ts.isPropertySignature(node) ||
    ts.isMethodDeclaration(node)
  )
    return node.name?.getText() ?? null
  return null
}

const clauseTags = (node: ts.Node): ReadonlyArray<number> =>
  ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .flatMap(({ tags }) => tags ?? [])
    .filter((tag) => tag.tagName.text === 'clause')
    .flatMap((tag) => numbersIn(/^[\d, ]+/.exec(ts.getTextOfJSDocComment(tag.comment) ?? '')?.[0] ?? ''))

const numbersIn = (text: string): ReadonlyArray<number> => (text.match(/\d+/g) ?? []).map(Number)

const kindOf = (file: string): Home['kind'] => {
  if (file.endsWith('/commands.ts')) return 'command'
  if (file.endsWith('/events.ts') && !file.startsWith('packages/kehu/')) return 'event'
  return /^packages\/(projection|audit|kehu)/.test(file) ? 'query' : 'rule'
}

const spanOf = (node: ts.Node, text: string): readonly [number, number] => {
  const comma = /^\s*,/.exec(text.slice(node.end))
  return [node.getFullStart(), ts.isStatement(node) || comma === null ? node.end : node.end + comma[0].length]
}

const testsOf = (file: string, text: string): ReadonlyArray<NamedTest> => {
  const found: NamedTest[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTestFunction(node.expression)) {
      const title = node.arguments[0] === undefined ? null : titleOf(node.arguments[0])
      const clauses = [...(title ?? '').matchAll(/\(clause (\d+)\)/g)].map(([, number]) => Number(number))
      if (title !== null && clauses.length > 0) found.push({ file, title, clauses })
    }
    ts.forEachChild(node, visit)
  }
  visit(parse(file, text))
  return found
}

/** `test`, `it.each(…)`, `test.for(…)` and the like. */
const isTestFunction = (callee: ts.Expression): boolean => {
  if (ts.isIdentifier(callee)) return callee.text === 'test' || callee.text === 'it'
  if (ts.isPropertyAccessExpression(callee)) return isTestFunction(callee.expression)
  if (ts.isCallExpression(callee)) return isTestFunction(callee.expression)
  return ts.isTaggedTemplateExpression(callee) && isTestFunction(callee.tag)
}

const titleOf = (title: ts.Expression): string | null => {
  if (ts.isStringLiteralLike(title)) return title.text
  if (!ts.isTemplateExpression(title)) return null
  return [
    title.head.text,
    ...title.templateSpans.map(({ expression, literal }) => `\${${expression.getText()}}${literal.text}`),
  ].join('')
}
