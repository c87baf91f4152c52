/** Tests of what tells where people and vehicles are. */
@NullMarked
package io.lares.whereabouts;

import org.jspecify.annotations.NullMarked;
