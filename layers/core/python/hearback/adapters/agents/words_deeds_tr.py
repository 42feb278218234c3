"""Words for what agents do beside answering, in Turkish. The English ones have the same keys."""

WORDS = {
    "form": {
        "public": "herkese açık yanıt",
        "private": "özel yanıt",
        "dm": "doğrudan mesaj",
        "like": "beğeni",
        "hide": "gönderiyi gizleme",
        "mute": "yazanı sessize alma",
        "block": "yazanı engelleme",
        "report": "platforma bildirme",
    },
    "destination": {
        "dm": "Doğrudan mesaj",
        "email": "E-posta",
        "phone": "Telefon",
        "web_form": "Web formu",
    },
    "thread_link": {
        "opened": "ilk konuşma",
        "platform": "platformun kendi kimliğiyle aynı kişi",
        "reference": "özelden verdiğimiz kodla geldi",
        "public_reference": "herkese açık yazılmış bir kodla geldi",
        "by_hand": "bizim notumuz",
    },
    "identity_way": {
        "private_message": "Özel mesajda",
        "email": "E-postayla",
        "phone": "Telefonda",
        "app": "Uygulamada",
        "branch": "Şubede",
    },
    "identity_proof": {
        "customer_number": "Müşteri numarası",
        "order": "Sipariş ya da fatura",
        "phone_on_file": "Kayıtlı telefon",
        "email_on_file": "Kayıtlı e-posta adresi",
        "security_question": "Güvenlik sorusu",
        "login": "Hesabına giriş yaptı",
        "document": "Kimlik belgesi (görüldü, saklanmadı)",
    },
    "abuse_step": {
        "warn": "Uyarı",
        "silence": "Artık yanıt vermeme",
        "hide": "Gönderiyi gizleme",
        "mute": "Yazanı sessize alma",
        "block": "Yazanı engelleme",
        "report": "Platforma bildirme",
        "police": "Polise bildirme",
    },
    # Why something is not offered, and what to do instead: by channel where there is more to say.
    "not_offered": {
        "like": "{channel} programların gönderi beğenmesine izin vermiyor. "
        "Yanıtınızda teşekkür edin.",
        "reply_privately": "{channel} bir gönderiden yola çıkıp özelden yazmaya izin vermiyor. "
        "Konuşmayı e-postaya, telefona ya da web formuna taşıyın.",
        "hide": "{channel} kimsenin gönderisini gizletmiyor. Sonraki adıma geçin.",
        "mute": "{channel} üzerinde sessize alma yok. Sonraki adıma geçin.",
        "block": "{channel} programların kişi engellemesine izin vermiyor. Gerekiyorsa {channel} "
        "üzerinden kendiniz engelleyin, gönderiyi bildirirken not edin.",
        "report": "{channel} programlardan bildirim almıyor. Gönderiyi {channel} üzerinden "
        "kendiniz bildirin.",
        "youtube_like": "YouTube programların yorum beğenmesine izin vermiyor. Yanıtınızda "
        "teşekkür edin ya da YouTube Studio'da kalp bırakın.",
        "instagram_like": "Instagram programların yorum beğenmesine izin vermiyor. "
        "Yanıtınızda teşekkür edin.",
        "google_play_reply_privately": "Google Play'de özel mesaj yok. "
        "Konuşmayı e-postaya, telefona ya da web formuna taşıyın.",
        "x_block": "X programların kişi engellemesine izin vermiyor. Buradan sessize alın "
        "ya da X'te kendiniz engelleyin.",
        "undo": "{channel} programların bunu geri almasına izin vermiyor. {channel} üzerinden "
        "kendiniz geri alın.",
        "youtube_unblock": "YouTube programların yasağı kaldırmasına izin vermiyor. YouTube "
        "Studio'da, gizlenen kullanıcılar listesinden kaldırın.",
        "youtube_mute": "YouTube'da sessize alma yok. Yorumu gizleyin; engelleme yazanı yasaklar.",
    },
}
