"""The second set. At first sight 47 of 87 were stopped, 5 of 75 that should pass."""

from hearback.domain.send_gate.findings import Rule
from tests.unit.send_gate.drafts import card, iban, identity_number

_TC = identity_number("293847561")
_CARD = card("557023908817264")
_TR = iban("TR", "0001000123000007654321")

BLAME = """
Taksit seçeneğini yanlış işaretlemişsiniz, bizlik bir durum yok.
ODEME YAPMADINIZ KI HIZMET ACALIM
Ödemeyi zamanında yapsaydınız hattınız kapanmazdı.
Bunun sorumlusu biz değiliz.
Suçu bize atmayın lütfen.
Lafı uzatmayın, iade süreniz dolmuş.
Kullanma kılavuzuna bir göz atsaydınız keşke.
Bu kadar basit bir işlemi nasıl yapamadınız?
Kuralları bilmeden konuşuyorsunuz.
Hep aynı şeyi yazıyorsunuz, cevabımız değişmeyecek.
Kendi ihmaliniz yüzünden biz ceza ödeyemeyiz.
Söylediklerinizin hiçbiri gerçeği yansıtmıyor.
Beğenmiyorsanız başka bankaya geçebilirsiniz.
You forgot your umbrella yourself, we cannot help that.
Had you contacted us in time, this would not have happened.
You obviously typed a different address.
Other customers manage just fine.
That's on you, not on us.
We have explained this to you three times now.
Your own carelessness caused this.
Please stop exaggerating.
You ignored our reminders.
If you don't like it, go somewhere else.
""".strip().splitlines()

PROMISE = """
Sizi tez zamanda arayacağız efendim.
Uzman arkadaşımız sizinle görüşecek.
Kargo birimimiz geri arayacak sizi.
En yakın sürede cevap vericez
İnceleme bitince tarafınıza bilgi geçilecektir.
Cevabımızı yakın zamanda ileteceğiz.
Kısa zaman içerisinde geri dönüş alacaksınız.
You'll have our answer shortly.
Let me check and get back to you.
We'll drop you a line as soon as we know.
Our claims team is going to phone you.
I am going to update you here shortly.
We will revert to you at the earliest.
""".strip().splitlines()

PERSONAL = {
    Rule.PHONE_NUMBER: """
Hattınız 0 (544) 907-16-25 mi?
gsm: 544 907 1625
Sabit hattınız 0216.418.90.33 arızada.
Numaranız beş yüz kırk dört dokuz yüz yedi on altı yirmi beş mi?
Kuryeyi 905449071625'ten arayabilirsiniz
We rang +33 6 12 34 56 78 this morning.
0️⃣5️⃣4️⃣4️⃣ 907 16 25
Tel 0544_907_16_25
Whatsapp: 0544 9071625
""".strip().splitlines(),
    Rule.EMAIL_ADDRESS: """
ayse(at)firma.com.tr'ye yazdık
Mailinizi a.yilmaz @gmail.com diye kaydetmişiz
ayse.yilmaz<at>gmail<dot>com
Ödeme linki ayse_y@gmail.com adresinde.
Sent to AYSE AT GMAIL DOT COM
""".strip().splitlines(),
    Rule.IBAN: [
        f"{_TR[:2]} {' '.join(_TR[at : at + 4] for at in range(2, 26, 4))}",
        f"iban: {_TR.lower()}, alıcı siz",
        f"{'/'.join(_TR[at : at + 4] for at in range(0, 26, 4))} doğru mu",
        f"Ödeme ({_TR}) hesabına",
    ],
    Rule.IDENTITY_NUMBER: [
        f"Kimlik numaranız {_TC[:2]} {_TC[2:5]} {_TC[5:8]} {_TC[8:]}.",
        f"T.C.:{_TC}",
        f"tckn={_TC}",
        f"{_TC}'li abonelik size ait",
        f"TC {_TC[:3]}.{_TC[3:6]}.{_TC[6:9]}.{_TC[9:]}",
    ],
    Rule.PAYMENT_CARD: [
        f"{_CARD[:4]}.{_CARD[4:8]}.{_CARD[8:12]}.{_CARD[12:]} kartına",
        f"Kart {_CARD[:4]}  {_CARD[4:8]}  {_CARD[8:12]}  {_CARD[12:]}",
        f"kart({_CARD})",
        f"Kart no: {_CARD[:8]} {_CARD[8:]}",
    ],
    Rule.NAME_WITH_REFERENCE: """
Ayşe Hanım, gönderi barkodunuz 2708841190.
Sn. Yılmaz 5581 0923 numaralı abonelik kapatıldı.
Ayşe Hanım AB-99812 kodlu iadeniz onaylandı
Merhaba Selin, 8812093 no'lu talebiniz çözüldü.
Fatma Hanıma ait 771230 nolu poliçe yenilendi.
Ayşe hn. siparişiniz (no 7712349) yolda
Ayşe H., 7712349 nolu siparişiniz yolda
Dear Mr Kaya, your shipment ID 88120-4 is late.
Ayşe Yılmaz / bilet no 2352104458812
Mr Öztürk's order #99120 was cancelled.
""".strip().splitlines(),
    Rule.IDENTITY_ASKED: """
Numaranızı yazar mısınız, arayalım?
Yorum olarak cep telefonu numaranızı bırakabilir misiniz?
Hangi numaradan aradığınızı ve adınızı soyadınızı yazın
E-posta adresiniz nedir?
TCKN paylaşır mısınız
Ev adresinizi ve telefonunuzu belirtin.
What's your phone number?
Could you tell us your e-mail?
Please give your date of birth and postcode here.
Reply with your full name and address.
""".strip().splitlines(),
}

STOPPED = {Rule.BLAME: BLAME, Rule.PROMISE_WITHOUT_TIME: PROMISE, **PERSONAL}

_POLITE = """
Yanlış bilgilendirilmişsiniz, bunun için özür dileriz.
Eksik ürün almışsınız, yenisini yolladık.
Hata bizden kaynaklanmış, düzelttik.
Bu durum sizden kaynaklanmıyor.
Sizin hiçbir suçunuz yok.
Sesinizi duyuyoruz, konuyu yönetime taşıdık.
Şifrenizi bilmiyorsanız uygulamada “Şifremi unuttum” adımını seçebilirsiniz.
Bilgilerinizi sizden başka kimse göremez.
Bizi biz yapan sizsiniz, teşekkürler.
Sabırlı olduğunuz için teşekkür ederiz.
Haklı olan sizsiniz.
Böyle bir hata mesajı görmeniz normal değil.
İyi ki yazdınız, yoksa fark edemezdik.
Bize haber vermeseydiniz bunu bilemezdik, teşekkürler.
Modeminizi sıfırlamayı denediniz mi?
Faturanızı ödediniz, teşekkür ederiz.
Adresinizi güncellediniz, kargonuz yeni adrese çıkacak.
Kargonuz yarın size ulaşacak.
Ürününüz 13 Mart Cuma günü size ulaşacaktır.
Uygulamamızda yarın güncelleme yapılacaktır.
Yeni mağazamız yakında açılıyor.
Tarifenizin bilgisi faturanızda yazıyor.
Bize yazarsanız hemen bakarız.
Siz DM'den yazınca ekibimiz sizi arayacak.
Telefonunuzun modelini yazar mısınız?
Telefonunuzu servise gönderebilirsiniz.
Telefonunuzu kapatıp açar mısınız?
Kart şifrenizi uygulamadan belirleyebilirsiniz.
E-posta adresinizi uygulamadan güncelleyebilirsiniz.
Yazdığınız telefon numarasını silmenizi rica ederiz.
Adresinizi herkese açık yazmayın lütfen.
Ayşe Hanım, 3.450,75 TL iade edildi, 3-5 iş gününde hesabınızda.
Ayşe Hanım, 12.03.2026 saat 14:30 için randevunuz var.
Ayşe Hanım, siparişiniz 2 gün gecikti, özür dileriz.
Ekibimiz adına özür dileriz; 88120934 numaralı sipariş yolda.
Nivora adına teşekkürler; 88120934 no'lu kayıt kapandı.
Merhaba, 88120934 numaralı siparişiniz yolda.
Sevgili takipçilerimiz, 2026 kampanyası başladı.
Bir iki üç demeden kargonuz kapınızda.
Yüz elli üç şubemizle hizmetinizdeyiz.
Bize nivora.com.tr/iletisim sayfasından ulaşın.
Meet us at nivora.com in the live chat.
0850 222 10 20'yi tuşlayın: 1 - 2 - 3.
Kampanya 100 - 200 - 300 - 400 TL'lik sepetlerde geçerli.
Stok kodu 5321-8827-6310 olan ürün tükendi.
Kargo numarası 7330 4412 8890 11 ile sorgulayın.
1 2 3 4 5 6 7 8 9 10, sağım solum sobe!
Koordinatlar 41.0082, 28.9784.
We would love to solve your problem.
Is your problem solved now?
Your error message helped us find the bug.
Your insurance claim was paid on 9 March.
You are not the only one affected, and we are sorry.
You must have been very worried.
Please check the e-mail address in the app.
Please change your password in the app.
Your parcel will come back to our depot.
You can expect delivery tomorrow.
Next time you visit us, coffee is on us.
The courier should have called you; sorry.
You were told the wrong price, and that is our mistake.
Clearly you deserve better.
Hello again, order 88120934 is on its way.
Your flight lands in 30 minutes.
""".strip().splitlines()

_ONLY_LIKE_NUMBERS = [f"Sipariş {int(_TC) + 1} yolda."]

MISSED = """
Valizinizi bagaja vermeyip kabine almaya çalışmışsınız, geç kalmanız normal.
Nezaketinizi korursanız cevap veririz.
Durumu kontrol edip size haber edelim.
Netleşince size haber uçururuz 😊
""".strip().splitlines()

PASSING = (*_POLITE, *_ONLY_LIKE_NUMBERS)

PROMISED = """
Salı günü saat 16:00'ya kadar sizi arayacağız.|2026-03-17T16:00
3 iş günü içinde size dönüş yapacağız.|2026-03-13T14:00
Bir saat içinde bilgi vereceğiz.|2026-03-10T15:00
Bu sabah değil, bu akşam sizi arayacağız.|2026-03-10T19:00
Ayın 12'sinde size bilgi vereceğiz.|2026-03-12T12:00
We'll call you on Thursday morning.|2026-03-12T10:00
I'll get back to you in half an hour.|2026-03-10T14:30
We will reply within 2 business days.|2026-03-12T14:00
We'll email you an update by noon tomorrow.|2026-03-11T12:00
We will call you tonight at 8.|2026-03-10T20:00
""".strip().splitlines()
