/** DJL's native libraries, brought from the bundle into this bundle's class loader. */
@NullMarked
package io.lares.mimo.natives;

import org.jspecify.annotations.NullMarked;
