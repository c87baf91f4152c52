/** Language models at other computers that speak the OpenAI API. */
@NullMarked
package io.lares.remote;

import org.jspecify.annotations.NullMarked;
