package io.lares.mqtt.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom an encrypted connection trusts: the usual authorities, and one of the home's own. */
final class Trust {
  private Trust() {}

  /**
   * Reads PEM certificates.
   *
   * @throws IllegalArgumentException where there is none; says what to do
   */
  static Collection<? extends Certificate> authorities(String pem) {
    try {
      var found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
      if (!found.isEmpty()) {
        return found;
      }
    } catch (CertificateException e) {
      throw noCertificate(e);
    }
    throw noCertificate(null);
  }

  private static IllegalArgumentException noCertificate(@Nullable Exception cause) {
    return new IllegalArgumentException(
        "This is no certificate in PEM form. Paste the text from -----BEGIN CERTIFICATE----- to"
            + " -----END CERTIFICATE-----.",
        cause);
  }

  /**
   * @param pem authorities besides the usual ones; blank for none
   */
  static SSLSocketFactory sockets(String pem) throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int n = 0;
    for (var usual : usualAuthorities()) {
      store.setCertificateEntry("usual-" + n++, usual);
    }
    for (var own : pem.isBlank() ? List.<Certificate>of() : authorities(pem)) {
      store.setCertificateEntry("own-" + n++, own);
    }
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  private static List<? extends Certificate> usualAuthorities() throws GeneralSecurityException {
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init((KeyStore) null);
    for (var manager : managers.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return List.of(x509.getAcceptedIssuers());
      }
    }
    return List.of();
  }
}
