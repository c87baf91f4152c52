/** Reads home files. */
@NullMarked
package io.lares.homefile.file;

import org.jspecify.annotations.NullMarked;
