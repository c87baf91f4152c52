/** Text to tokens and back, with the bytes that each token stands for. */
@NullMarked
package io.lares.mimo.tokenizer;

import org.jspecify.annotations.NullMarked;
