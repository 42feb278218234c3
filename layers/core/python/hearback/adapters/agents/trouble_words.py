"""What the operators read of a channel in trouble: what it is, what to do, and where it is written.

By cause: the runbook's section, then in Turkish and in English a title, and what to do.
"""

from dataclasses import dataclass

from hearback.domain.troubles import Cause


@dataclass(frozen=True, slots=True)
class Said:
    title: str
    todo: str


@dataclass(frozen=True, slots=True)
class Entry:
    section: str
    tr: Said
    en: Said


TROUBLE_WORDS: dict[Cause, Entry] = {
    Cause.ACCESS_REFUSED: Entry(
        "token",
        Said(
            "hesabımıza erişim reddediliyor",
            "Platform, hesabın erişim iznini artık kabul etmiyor: geri alınmış ya da süresi dolmuş "
            "olabilir. Hesabı yeniden yetkilendirip yeni izni gizli değere (PlatformSecret) yazın. "
            "Yanıtlar bekletiliyor, sonra kendiliğinden gider.",
        ),
        Said(
            "access to our account is refused",
            "The platform takes the account's token no more: it may have been revoked, or has "
            "ended. Authorise the account anew and write the new token into the secret "
            "(PlatformSecret). Replies are held; they go out by themselves then.",
        ),
    ),
    Cause.TOKEN_REFUSED: Entry(
        "token",
        Said(
            "erişim izni yenilenemedi",
            "Platform izni ya da yenilenmesini reddetti. Hesabı yeniden yetkilendirip yeni izni "
            "gizli değere (PlatformSecret) yazın. Bekleyen yanıtlar sonra kendiliğinden gider.",
        ),
        Said(
            "token could not be renewed",
            "The platform refuses it, or will not renew it. Authorise the account anew and write "
            "the new token into the secret (PlatformSecret). Replies that are held go out by "
            "themselves then.",
        ),
    ),
    Cause.TOKEN_ENDED: Entry(
        "token",
        Said(
            "erişim izninin süresi doldu",
            "Hesabı yeniden yetkilendirip yeni izni gizli değere (PlatformSecret) yazın. Yanıtlar "
            "o zamana kadar bekletilir, sonra kendiliğinden gider.",
        ),
        Said(
            "token has ended",
            "Authorise the account anew and write the new token into the secret (PlatformSecret). "
            "Until then replies are held; they go out by themselves afterwards.",
        ),
    ),
    Cause.TOKEN_NOT_RENEWED: Entry(
        "token",
        Said(
            "erişim izni henüz yenilenemedi, süresi azalıyor",
            "Platform birkaç denemedir yanıt vermiyor. Denemeler sürüyor; platformun durum "
            "sayfasına bakın, süre dolmadan düzelmezse hesabı elle yetkilendirin.",
        ),
        Said(
            "token is not renewed yet, and its time runs out",
            "The platform has not answered several attempts. They go on; look at the platform's "
            "status page, and authorise by hand if it does not recover in time.",
        ),
    ),
    Cause.TOKEN_ENDING: Entry(
        "token",
        Said(
            "erişim izninin süresi yakında doluyor",
            "Bu izin kendiliğinden yenilenemiyor. Süresi dolmadan hesabı yeniden yetkilendirip "
            "yeni izni gizli değere yazın; platform söylemiyorsa bitiş tarihini (expires_at) de.",
        ),
        Said(
            "token ends soon",
            "We cannot renew this one. Authorise the account anew before it ends, and write the "
            "new token into the secret; its end (expires_at) too, where the platform does not tell "
            "it.",
        ),
    ),
    Cause.TOKEN_DATA_ENDING: Entry(
        "token",
        Said(
            "uygulamanın verilere erişim süresi doluyor",
            "Bu süre izinle birlikte yenilenmez; dolunca Meta verileri vermeyi keser. Hesabı "
            "yöneten kişi uygulamada yeniden oturum açsın; yeni izni gizli değere yazın.",
        ),
        Said(
            "the app's access to data ends",
            "It is not renewed with the token; once it has ended, Meta no longer gives out data. "
            "Let the person who manages the account log in to the app anew, and write the new "
            "token into the secret.",
        ),
    ),
    Cause.HANDSHAKE_REFUSED: Entry(
        "handshake",
        Said(
            "platformun kimlik sorusu yanıtlanamadı",
            "Platform kapımızda kim olduğumuzu sordu, doğru yanıt veremedik: WebhookSecret içinde "
            "bu kanalın sırrı eksik ya da yanlış. Düzeltip platformda doğrulamayı yineleyin.",
        ),
        Said(
            "a handshake could not be answered",
            "The platform asked at our door who we are, and we could not say: this channel's "
            "secret in WebhookSecret is missing or wrong. Mend it, then verify at the platform "
            "once more.",
        ),
    ),
    Cause.HANDSHAKE_MISSING: Entry(
        "handshake",
        Said(
            "platform artık kimlik sormuyor",
            "Düzenli gelen doğrulama (CRC, challenge) gelmedi: kayıt büyük olasılıkla silinmiş ya "
            "da geçersiz. Platformda webhook kaydını kontrol edip yeniden doğrulayın.",
        ),
        Said(
            "the platform no longer asks who we are",
            "The regular check (CRC, challenge) did not come: the registration is most likely gone "
            "or invalid. Look at the webhook's registration there and validate it again.",
        ),
    ),
    Cause.LEASE_DENIED: Entry(
        "lease",
        Said(
            "hub aboneliği reddetti",
            "Kaynağın adresi (url) ve hub'ı doğru mu? Değilse bakım politikasında düzeltin. Saat "
            "başı yeniden sorulur.",
        ),
        Said(
            "the hub denied the subscription",
            "Are the source's url and hub right? If not, mend the care policy. The hub is asked "
            "again every hour.",
        ),
    ),
    Cause.LEASE_LOST: Entry(
        "lease",
        Said(
            "abonelik süresi doldu, yenilenmedi",
            "Bu kaynaktan artık haber gelmiyor. poll_source günlüğüne ve hub'ın durumuna bakın; "
            "hub kapandıysa kaynağı yoklanan bir beslemeye (feed) çevirin.",
        ),
        Said(
            "a lease ended and was not renewed",
            "Nothing comes from this source any more. Look at the log of poll_source and at the "
            "hub; if the hub is gone, make the source a feed that is polled.",
        ),
    ),
    Cause.LEASE_NEVER_GRANTED: Entry(
        "lease",
        Said(
            "hub aboneliği onaylamadı",
            "İstek gönderildi ama hub bir saat içinde geri sormadı. Genel adresimize ulaşabiliyor "
            "mu, websub kanalı açık mı, WebhookSecret içinde iki sözcük var mı?",
        ),
        Said(
            "the hub has not confirmed the subscription",
            "It was asked, and has not asked back within an hour. Can it reach our public address, "
            "is channel websub on, are the two words in WebhookSecret?",
        ),
    ),
    Cause.QUIET: Entry(
        "quiet",
        Said(
            "kanal alışılmadık biçimde sessiz",
            "Bu saatlerde genelde olay gelirdi. Webhook aboneliğini platformda kontrol edin, özel "
            "bir hesaptan deneme gönderisi yazın: birkaç saniyede vaka açılmalı.",
        ),
        Said(
            "the channel is unusually quiet",
            "At these hours something usually comes. Look at the webhook's subscription at the "
            "platform, and post something from a private account: a case must open within seconds.",
        ),
    ),
    Cause.SOURCE_FAILING: Entry(
        "source",
        Said(
            "kaynak okunamıyor",
            "Yoklama üst üste başarısız. Aşağıdaki sözcük nedenini söyler: izin, adres ya da "
            "platform arızası. Kaldığı yer saklanır, düzelince oradan sürer.",
        ),
        Said(
            "a source cannot be read",
            "Polling has failed again and again. The word below says why: a token, an address, or "
            "the platform. Its place is kept, and it goes on from there once it is mended.",
        ),
    ),
    Cause.QUOTA_USED_UP: Entry(
        "quota",
        Said(
            "günlük kota bitti",
            "Platformun gece yarısına kadar bu kaynak okunmayacak. Bütçeyi (budget) ya da sıklığı "
            "(every) bakım politikasında ayarlayın.",
        ),
        Said(
            "the day's quota is used up",
            "This source is not read until the platform's midnight. Adjust its budget, or how "
            "often it is polled (every), in the care policy.",
        ),
    ),
    Cause.QUOTA_NEARLY_USED: Entry(
        "quota",
        Said(
            "günlük kota bu hızla yetmeyecek",
            "Gece yarısından önce bitecek. Önemliyse sıklığı (every) azaltın ya da bütçeyi "
            "(budget) artırın.",
        ),
        Said(
            "the day's quota will not last",
            "At this pace it ends before midnight. If that matters, poll less often (every) or "
            "raise the budget.",
        ),
    ),
    Cause.VERSION_SUNSET: Entry(
        "version",
        Said(
            "kullandığımız API sürümü yakında kapanıyor",
            "Yeni sürümü seçip yayına alın: Graph için aşama dosyasındaki api_url, LinkedIn için "
            "adapters/platforms/linkedin içindeki VERSION; ötekilerde Hearback'in yeni sürümü.",
        ),
        Said(
            "the API version that we speak ends soon",
            "Choose a newer one and deploy it: for Graph the api_url in the stage file, for "
            "LinkedIn VERSION in adapters/platforms/linkedin; for others a newer Hearback.",
        ),
    ),
}

OVER = (
    Said("geçti", "Yapılacak bir şey yok."),
    Said("is over", "Nothing to do."),
)
"""Turkish, English."""
