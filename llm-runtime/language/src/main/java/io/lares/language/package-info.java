/**
 * What the hub asks of a sentence encoder and of a language model. The services are {@link
 * io.lares.language.SentenceEncoder} and {@link io.lares.language.LanguageModel}; the hub runs with
 * either, both or none.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.lares.language;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
