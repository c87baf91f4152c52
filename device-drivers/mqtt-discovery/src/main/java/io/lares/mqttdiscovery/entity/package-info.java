/** One class per kind of entity: bytes in, observations out; command in, publications out. */
@NullMarked
package io.lares.mqttdiscovery.entity;

import org.jspecify.annotations.NullMarked;
