package dev.rockyjava.internal.template;

/**
 * A word of an expression.
 *
 * @param text a name, an operator, the digits of a number, or the value of a string literal
 * @param start where it begins in the expression
 * @param end where it ends
 */
record Token(Kind kind, String text, int start, int end) {

    enum Kind { NAME, TEXT, INTEGER, FLOAT, OPERATOR, END }

    boolean is(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }
}
