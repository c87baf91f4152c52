/**
 * Holds answers to a grammar, byte by byte: grammars and JSON schemas become an automaton with a
 * stack, and its states become sets of tokens.
 */
@NullMarked
package io.lares.mimo.grammar;

import org.jspecify.annotations.NullMarked;
