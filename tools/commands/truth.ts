import ts from 'typescript'
import { bare, textsIn } from './program.ts'
import { type Known, subjectOf } from './subject.ts'

/** Whether a condition holds for the command that is read; null where that depends on more than the command. */
export const truthOf = (known: Known, condition: ts.Expression): boolean | null => {
  const node = bare(condition)
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return negated(truthOf(known, node.operand))
  if (ts.isCallExpression(node)) return isListed(known, node)
  if (!ts.isBinaryExpression(node)) return null
  const { left, right, operatorToken } = node
  switch (operatorToken.kind) {
    case ts.SyntaxKind.AmpersandAmpersandToken:
      return both(truthOf(known, left), truthOf(known, right))
    case ts.SyntaxKind.BarBarToken:
      return negated(both(negated(truthOf(known, left)), negated(truthOf(known, right))))
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
      return isEqual(known, left, right)
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      return negated(isEqual(known, left, right))
    default:
      return null
  }
}

/** Whether a subject is one of these texts. */
export const isOneOf = (
  known: Known,
  subject: 'name' | 'stage',
  texts: ReadonlyArray<string>,
): boolean | null => {
  const possible = subject === 'name' ? [known.command] : known.when
  if (possible.length === 0) return null
  const met = possible.filter((text) => texts.includes(text)).length
  return met === possible.length ? true : met === 0 ? false : null
}

const isEqual = (known: Known, left: ts.Expression, right: ts.Expression): boolean | null => {
  const text = bare(right)
  if (!ts.isStringLiteralLike(text)) return null
  const subject = subjectOf(known, left)
  return subject === 'name' || subject === 'stage' ? isOneOf(known, subject, [text.text]) : null
}

/** `list.includes(command.type)` */
const isListed = (known: Known, { expression, arguments: [given] }: ts.CallExpression): boolean | null => {
  if (
    given === undefined ||
    !ts.isPropertyAccessExpression(expression) ||
    expression.name.text !== 'includes'
  )
    return null
  const subject = subjectOf(known, given)
  const texts =
    subject === 'name' || subject === 'stage' ? textsIn(known.checker, expression.expression) : null
  return texts === null || (subject !== 'name' && subject !== 'stage') ? null : isOneOf(known, subject, texts)
}

const negated = (truth: boolean | null): boolean | null => (truth === null ? null : !truth)

const both = (a: boolean | null, b: boolean | null): boolean | null =>
  a === false || b === false ? false : a === true && b === true ? true : null
