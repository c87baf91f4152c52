/**
 * What people do next: learned from sessions of actions, by counting and by a small learned ranker.
 */
@NullMarked
package io.lares.habits.next;

import org.jspecify.annotations.NullMarked;
