/**
 * The vocabulary of the house: plain records, named after the Matter data model, with values in
 * people's units (%, degrees Celsius, kelvin).
 */
@Export
@Version("1.0.0")
@NullMarked
package io.lares.home;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
