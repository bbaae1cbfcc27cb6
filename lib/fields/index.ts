/** Kinds of answers, a file each, and the fields that several domains ask for. Pure: browsers load it with a schema. */
export { choice } from './choice';
export { choices } from './choices';
export { code } from './code';
export { date } from './date';
export { aboutAnother, type Field, type Fields, faultsOf, type Kind, schemasOf } from './field';
export { line, lineOrNone } from './line';
export { defineList, type Filter, folded, type List, textFilter, yesNoFilter } from './list';
export { password } from './password';
export { hasName, nameNeeded, namesIfAny, personFields } from './person';
export { isPhoneNumber } from './phone';
export { secret, secretFields } from './secret';
export { tokenFields } from './token';
