import ts from 'typescript'
import { bare, definitionOf } from './program.ts'

/** What a message says, with the names of what is put into it: `It was received on ‹received on›.` */
export const sentenceOf = (checker: ts.TypeChecker, message: ts.Expression): string => {
  const node = bare(message)
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map(
      ({ expression, literal }) => `${insertOf(checker, expression)}${literal.text}`,
    )
    return [node.head.text, ...spans].join('')
  }
  const definition = ts.isIdentifier(node) ? definitionOf(checker, node) : null
  if (definition !== null && ts.isExpression(definition)) return sentenceOf(checker, definition)
  throw new Error(`A refusal says what nobody can read beforehand: ${node.getText()}`)
}

const insertOf = (checker: ts.TypeChecker, expression: ts.Expression): string => {
  const node = bare(expression)
  if (!ts.isConditionalExpression(node)) return `‹${nameOf(node)}›`
  const ways = [node.whenTrue, node.whenFalse].map((way) =>
    ts.isStringLiteralLike(way) || ts.isTemplateExpression(way)
      ? sentenceOf(checker, way)
      : insertOf(checker, way),
  )
  return ways.filter((way) => way !== '').join(' / ')
}

/** What an inserted value is called: the last name on the way to it that is not a method's. */
const nameOf = (expression: ts.Expression): string => {
  const node = bare(expression)
  if (ts.isIdentifier(node)) return inWords(node.text)
  if (ts.isPropertyAccessExpression(node)) return inWords(node.name.text)
  if (ts.isElementAccessExpression(node)) return nameOf(node.expression)
  if (ts.isBinaryExpression(node)) return nameOf(node.left)
  if (ts.isCallExpression(node)) {
    const { expression: callee, arguments: given } = node
    const [first] = given
    if (ts.isPropertyAccessExpression(callee) && callee.expression.getText() !== 'Math')
      return nameOf(callee.expression)
    if (first !== undefined) return nameOf(first)
  }
  return '…'
}

export const inWords = (name: string): string =>
  name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
