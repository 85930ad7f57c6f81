import { join } from 'node:path'
import ts from 'typescript'

// The domain as the compiler sees it: what the page reads out of the code instead of asking it.

export type Program = {
  readonly checker: ts.TypeChecker
  /** Where `aggregates` stands, from which everything else is reached. */
  readonly entry: ts.SourceFile
  /** Whether a declaration is the domain's own, and no test kit. */
  readonly isOwn: (node: ts.Node) => boolean
}

export const programOf = (root: string): Program => {
  const domain = join(root, 'packages/domain/src')
  const config = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root)
  const path = join(domain, 'aggregates.ts')
  const program = ts.createProgram([path], { ...options, noEmit: true })
  const entry = program.getSourceFile(path)
  if (entry === undefined) throw new Error(`There is no ${path}.`)
  const isOwn = (node: ts.Node): boolean => node.getSourceFile().fileName.startsWith(`${domain}/`)
  return { checker: program.getTypeChecker(), entry, isOwn }
}

/** What a name in an expression stands for, through imports and `{ short }` hands. */
export const declarationOf = (checker: ts.TypeChecker, name: ts.Node): ts.Declaration | null => {
  const symbol =
    ts.isIdentifier(name) && ts.isShorthandPropertyAssignment(name.parent)
      ? checker.getShorthandAssignmentValueSymbol(name.parent)
      : checker.getSymbolAtLocation(name)
  if (symbol === undefined) return null
  const meant = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol)
  return meant.valueDeclaration ?? null
}

/** The value of a constant or the function itself, where the name stands for one of a module. */
export const definitionOf = (checker: ts.TypeChecker, name: ts.Node): ts.Node | null => {
  const declaration = declarationOf(checker, name)
  if (declaration === null) return null
  if (ts.isFunctionDeclaration(declaration)) return declaration
  return ts.isVariableDeclaration(declaration) && ts.isSourceFile(declaration.parent.parent.parent)
    ? (declaration.initializer ?? null)
    : null
}

/** Without the brackets, assertions and `satisfies` around it. */
export const bare = (node: ts.Expression): ts.Expression =>
  ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)
    ? bare(node.expression)
    : node

/** The texts that an expression of this type can be, or null if it can be any other thing. */
export const literalsOf = (type: ts.Type): ReadonlyArray<string> | null => {
  const parts = type.isUnion() ? type.types : [type]
  const texts = parts.flatMap((part) => (part.isStringLiteral() ? [part.value] : []))
  return texts.length === parts.length && texts.length > 0 ? texts : null
}

/** The texts in a list that is written down, through spreads of other lists; null if it is no such list. */
export const textsIn = (checker: ts.TypeChecker, list: ts.Expression): ReadonlyArray<string> | null => {
  const node = bare(list)
  if (ts.isIdentifier(node)) {
    const definition = definitionOf(checker, node)
    return definition !== null && ts.isExpression(definition) ? textsIn(checker, definition) : null
  }
  if (!ts.isArrayLiteralExpression(node)) return null
  const texts: string[] = []
  for (const element of node.elements) {
    const part = ts.isSpreadElement(element)
      ? textsIn(checker, element.expression)
      : ts.isStringLiteralLike(element)
        ? [element.text]
        : null
    if (part === null) return null
    texts.push(...part)
  }
  return texts
}
