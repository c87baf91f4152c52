/** The driver that the README walks through. */
@NullMarked
package io.lares.driver.example;

import org.jspecify.annotations.NullMarked;
