package io.lares.access.vault;

import io.lares.driver.SecretsException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts with AES-256 in Galois/counter mode (NIST SP 800-38D), 96 random bits of nonce and 128
 * bits of tag. A secret is bound to its place, so that none can be put where another was.
 *
 * <p>Written as {@code 1.KEYNAME.BASE64(nonce, secret, tag)}; a key's name is a part of its hash.
 */
final class Seal {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int NAME_BYTES = 8;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;
  private final String mark;

  Seal(byte[] bytes) {
    key = new SecretKeySpec(bytes, "AES");
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      mark = "1." + HexFormat.of().formatHex(hash, 0, NAME_BYTES) + ".";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** Whether a text was encrypted with this key. */
  boolean closed(String sealed) {
    return sealed.startsWith(mark);
  }

  String close(String place, String secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] body =
          cipher(Cipher.ENCRYPT_MODE, place, nonce)
              .doFinal(secret.getBytes(StandardCharsets.UTF_8));
      byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + body.length);
      System.arraycopy(body, 0, all, NONCE_BYTES, body.length);
      return mark + Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has AES in GCM", e);
    }
  }

  /**
   * Decrypts.
   *
   * @throws SecretsException where the text is not what was encrypted for this place
   */
  String open(String place, String sealed) throws SecretsException {
    try {
      byte[] all = Base64.getDecoder().decode(sealed.substring(mark.length()));
      byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
      byte[] secret =
          cipher(Cipher.DECRYPT_MODE, place, nonce)
              .doFinal(all, NONCE_BYTES, Math.max(0, all.length - NONCE_BYTES));
      return new String(secret, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SecretsException("This secret is damaged; enter it again", e);
    }
  }

  private Cipher cipher(int mode, String place, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
