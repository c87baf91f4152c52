/** The sentence encoder: small models run by DJL on ONNX Runtime, loaded when somebody asks. */
@NullMarked
package io.lares.encoder;

import org.jspecify.annotations.NullMarked;
