package io.candlegrid.domain.optimization;

import io.candlegrid.domain.document.Documents;

/** Writes constraints in the grammar of {@link ConstraintReader}. */
final class ConstraintText {

    private ConstraintText() {}

    static String of(Constraint constraint) {
        String operator =
                switch (constraint.comparison()) {
                    case LT -> "<";
                    case LTE -> "<=";
                    case GT -> ">";
                    case GTE -> ">=";
                    case EQ -> "==";
                    case NE -> "!=";
                };
        return term(constraint.left()) + " " + operator + " " + term(constraint.right());
    }

    private static String term(Constraint.Term term) {
        String axis = term.axis();
        if (axis == null) {
            return number(term.offset());
        }
        String text = term.factor() == 1 ? axis : number(term.factor()) + " * " + axis;
        if (term.offset() > 0) {
            return text + " + " + number(term.offset());
        }
        return term.offset() < 0 ? text + " - " + number(-term.offset()) : text;
    }

    private static String number(double value) {
        return Documents.canonical(Documents.number(value));
    }
}
