"""The first set, as agents of many sectors write; all people and numbers are invented.

Public answers of Nivora to Ayşe Yılmaz. Before the rules were mended: 168 of 276 were stopped, 6
of 206 were stopped that should pass.
"""

from hearback.domain.send_gate.findings import Rule
from tests.unit.send_gate.drafts import card, iban, identity_number

_TC = identity_number("184302967")
_TC_2 = identity_number("507711836")
_CARD = card("453212908871045")
_MASTER = card("540061877230915")
_AMEX = card("37144963539843")
_TROY = card("979203150067124")
_TR = iban("TR", "0006200129000009876543")
_DE = iban("DE", "370400440532013000")
_GB = iban("GB", "NWBK60161331926819")


def _by(size: int, text: str, blank: str = " ") -> str:
    return blank.join(text[at : at + size] for at in range(0, len(text), size))


def _in_digits(text: str, zero: str) -> str:
    return "".join(chr(ord(zero) + int(each)) if each.isdigit() else each for each in text)


BLAME = """
Siz yanlış yapmışsınız, adres bilgisini hatalı girmişsiniz.
Sözleşmeyi okusaydınız bu ücreti bilirdiniz.
Bu tamamen sizin hatanız.
Hata sizde, faturayı geç ödemişsiniz.
kargo sizin yüzünüzden iade oldu
Adresi yanlis yazmissiniz, biz ne yapalim
Bunu size daha önce de söyledik.
DAHA ÖNCE DE BELİRTTİĞİMİZ GİBİ İADE KABUL ETMİYORUZ
Size kaç kere anlatmamız gerekiyor?
Defalarca açıkladık, hâlâ anlamıyorsunuz.
Dikkatli okusaydınız kampanya koşullarını görürdünüz.
Telefonunuzu açsaydınız kuryemiz paketi teslim ederdi.
Evde olsaydınız kargonuz teslim edilirdi.
Yalan söylüyorsunuz, kuryemiz adresinize geldi.
Bu iddianız doğru değil, saçmalıyorsunuz.
Abartıyorsunuz, sadece iki gün gecikti.
İnternetiniz gayet hızlı, sorun sizin cihazınızda.
Sorun bizde değil sizde.
Bu bizim sorunumuz değil.
Bizim suçumuz yok, kuş mu taşıyoruz?
Kabahat sizin, valizi erken teslim etseydiniz.
Biraz sabırlı olsaydınız cevap verirdik.
Biraz sabretmeyi öğrenin artık.
Sakin olun lütfen, bağırmanıza gerek yok.
Keşke şikâyet etmeden önce bir düşünseydiniz.
Bizi tehdit ederek bir yere varamazsınız.
Uçağa geç kalan sizsiniz, iade beklemeyin.
Haksızsınız, poliçenizde böyle bir teminat yok.
Yanılıyorsunuz, o ücret size bildirildi.
Siz anlamamışsınız galiba, tekrar okuyun.
Okuduğunuzu anlamıyorsanız yapacak bir şeyimiz yok.
Kusur sizde hanımefendi 🙄
Şifrenizi unutmak sizin sorumluluğunuzda, bizi suçlamayın.
Bizi suçlamadan önce kendi hatanıza bakın.
Fatura okumayı bilmiyorsanız biz ne yapabiliriz?
Aferin size, çok zekisiniz.
Tebrikler, yanlış butona basmayı başarmışsınız 👏
Herkes memnun, bir tek siz şikayet ediyorsunuz.
Sizden başka kimse şikâyet etmedi.
Böyle saçma bir şikâyet ilk kez görüyoruz.
You should have read the terms before booking.
If you had read the contract, you would know about the fee.
As we already told you, refunds are not possible.
As I said before, your parcel was delivered.
That is your own fault.
It's your mistake, not ours.
You entered the wrong address.
You clearly didn't read our e-mail.
You are wrong, the courier was there.
You're lying, nobody called our branch.
This is not our problem.
Calm down, it's only a two day delay.
Maybe next time read the instructions first.
You failed to cancel your trial in time.
You must have done something wrong with the modem.
Stop complaining and wait like everybody else.
Nobody else has this problem, so it must be you.
We told you twice already!
Congratulations on finding the only broken room in the hotel 🙄
Don't blame us for your bad Wi-Fi.
We are not to blame for your carelessness.
Obviously you forgot to pay the bill.
""".strip().splitlines()

PROMISE = """
En kısa sürede size döneceğiz.
en kisa surede donus yapilacaktir
EN KISA ZAMANDA SİZİNLE İLETİŞİME GEÇECEĞİZ
Kısa süre içinde bilgi vereceğiz.
Birazdan arayacağız.
Ekibimiz sizi en yakın zamanda arayacak.
Konuyu inceleyip size dönüş sağlayacağız.
İlgili birime ilettik, tarafınıza geri dönüş yapılacak.
Sorunu en geç zamanda çözüp haber vereceğiz 🙏
Size mutlaka yazacağız.
Sonuçlanınca size bilgi vericez
Arkadaşlarımız sizi arayacaklar.
Müşteri temsilcimiz en kısa zamanda sizinle irtibata geçecektir.
Gelişmeleri sizinle paylaşacağız.
Tarafınıza ivedilikle dönüş sağlanacaktır.
Bagajınız bulunduğunda sizi bilgilendireceğiz, yakında döneriz.
Hasar dosyanızı inceleyip bilgilendirme yapacağız.
Müsait olur olmaz dönüş yapıcaz size
Konu hakkında size geri dönüş sağlanacaktır
Bilgi geldikçe yazarız.
Yakında haber veririz.
Hemen dönüyoruz.
Ekip arkadaşlarımız konuyu araştırıp size ulaşacaktır.
Sizi bu konuda haberdar edeceğiz.
Otelimiz sizinle temasa geçecek.
We'll get back to you soon.
We will get back to you as soon as possible.
We'll be in touch shortly.
Our team will contact you asap.
Someone will call you back.
I'll let you know once I hear from the warehouse.
We will keep you posted.
We will follow up with you in due course.
You will hear from us soon!
A colleague is going to reach out to you.
We shall reply at the earliest opportunity.
Expect a call from our claims department.
We'll update you when we know more.
Our baggage team will be reaching out shortly.
will get back to u asap 🙏
We'll look into it and come back to you.
""".strip().splitlines()

PHONE = """
Sizi 0532 418 27 63 numarasından arayacağız, doğru mu?
Kayıtlı numaranız 05324182763 görünüyor.
Numaranız 532.418.27.63 olarak kayıtlı
(0532) 418 27 63 numaralı hattınız açılmıştır.
+90 532 418 27 63 hattınızın borcu yok.
0090 532 418 27 63 hattınıza SMS gönderdik.
+905324182763 numarasına ulaşamadık.
0 532 418 2763 numaralı hat aktif
0532-418-27-63 doğru numaranız mı?
Kuryemiz 0.532.418.27.63'ten aradı, ulaşamadı.
Ev telefonunuz 0212 347 19 08 için arıza kaydı açtık.
(0312) 417 55 02 numaralı hattınızda çalışma var.
0 (232) 483 61 74 numarasından aradık.
Eşinizin 5321842763 no'lu telefonu kapalıydı
Kurye Hasan: 0543 219 88 07
Şoförümüzün numarası 0 505 3 1 8 4 4 2 1.
sıfır beş yüz otuz iki 418 27 63 numaranızı aradık
Numaranız ٠٥٣٢٤١٨٢٧٦٣ olarak kayıtlı.
Numaranız ０５３２４１８２７６３ mü?
Tel: 0532/418/27/63
Numara 0532\u200b418\u200b27\u200b63 ise onaylayın.
We tried +44 7911 123456 twice.
We called you on +1 (415) 555-2671 yesterday.
Your number ends up as +49 151 23456789, right?
The driver can be reached on +31 6 12345678.
We have 0044 7911 123456 on file.
Call the courier at (415) 555-2671.
Your landline 0212-347-1908 is back in service.
Is 00905324182763 still your number?
Kayıtlı hattınız 90 532 418 27 63 mı?
Sizi 532 418 2763'ten aradık.
""".strip().splitlines()

EMAIL = """
Kayıtlı adresiniz ayse.yilmaz@gmail.com mu?
ayse.yilmaz[at]gmail.com adresinize yazdık.
ayse.yilmaz (at) gmail (dot) com adresine fatura gönderildi
AYSE.YILMAZ@GMAIL.COM adresine e-posta attık
Faturanız ayseyilmaz84@hotmail.com.tr'ye gitti.
ayse@yılmaz.com.tr adresini doğrular mısınız?
ayse_yilmaz+kargo@outlook.com'a bilgi verildi
Mailiniz ayse.yilmaz @ gmail.com olarak görünüyor.
ayse.yilmaz [at] gmail [dot] com
ayse.yilmaz(@)gmail.com adresiniz kayıtlı
ayse.yilmaz@gmail,com yazmışsınız sanırım: ayse.yilmaz@gmail.com
Poliçe ayse.y@sirketadi.com.tr adresine iletildi.
ayse.yilmaz＠gmail.com adresine bakın
ayseyilmaz at gmail dot com adresine gönderdik
Your booking went to ayse.yilmaz@yahoo.co.uk.
We sent it to a.yilmaz@uni-koeln.de yesterday.
Is ayse.yilmaz{at}icloud.com still right?
We wrote to AYSE_84@ICLOUD.COM 📧
Please check ayse@mail.example.org, including spam.
Write to my colleague can.demir@kargo-subesi.net.
The invoice is in ayse.yilmaz@gmail.com's inbox.
ayse.yilmaz\u200b@gmail.com adresine gitti.
""".strip().splitlines()

IBAN = [
    f"İadeniz {_TR} hesabına yapıldı.",
    f"İadeniz {_by(4, _TR)} hesabına yapıldı.",
    f"{_by(4, _TR.lower())} ibanına gönderildi",
    f"IBAN'ınız {_TR.lower()} mı?",
    f"Hesap: {_by(4, _TR, '-')}",
    f"Hesap: {_by(4, _TR, '.')}",
    f"IBAN:{_TR}",
    f"IBAN TR {_TR[2:4]} {_by(4, _TR[4:])} doğru mu?",
    f"Tr{_TR[2:]}'ye havale edildi.",
    f"Havale {_by(2, _TR)} hesabınıza geçti 💸",
    f"{_TR[:2]}{_in_digits(_TR[2:], '٠')} hesabınıza iade ettik.",
    f"{_TR[:2]}{_in_digits(_TR[2:], chr(0xFF10))} doğru mu?",
    f"{_TR[:8]}\u200b{_TR[8:]} hesabına yattı.",
    f"Paranız {_by(4, _TR, chr(0xA0))} numaralı hesapta.",
    f"Refunded to {_DE}.",
    f"Refunded to {_by(4, _DE)}.",
    f"Your account {_by(4, _GB)} was credited.",
    f"We paid {_GB.lower()} this morning",
    f"We have {_by(4, _DE, '-')} on file, is that right?",
    f"The transfer to {_by(4, _TR)}, Ayşe Hanım, is done.",
    f"IBAN no {_TR[:4]} {_TR[4:9]} {_TR[9]} {_TR[10:]} kayıtlı.",
]

IDENTITY = [
    f"T.C. kimlik numaranız {_TC} ile kayıt bulundu.",
    f"TC: {_TC}",
    f"tc kimlik no {_TC[:3]} {_TC[3:6]} {_TC[6:9]} {_TC[9:]} mi",
    f"Kimlik: {_by(3, _TC, '-')}",
    f"TCKN {_TC_2} doğrulandı ✅",
    f"{_TC} numaralı kimlikle abonelik var.",
    f"Başvurunuz {_TC_2}'e kayıtlı.",
    f"Kimlik {_in_digits(_TC, '٠')} eşleşti.",
    f"Kimlik {_in_digits(_TC, chr(0xFF10))} eşleşti.",
    f"TC {_TC[:5]}\u200b{_TC[5:]} üzerinden baktık",
    f"TC {_TC[:5]} {_TC[5:]} üzerinden baktık.",
    f"Annenizin TC'si {_TC_2} ise evet.",
    f"Vergi/TC no: {_by(2, _TC, '.')}",
    f"SIGORTALI TC {_TC_2} POLICE AKTIF",
    f"TC kimliğiniz ({_TC}) ile sorguladık.",
    f"no:{_TC}.",
    f"We found ID {_TC} in our system.",
    f"Your Turkish ID number {_TC[:3]}-{_TC[3:7]}-{_TC[7:]} is registered.",
    f"Passenger ID {_TC_2}, flight at 15:00.",
    f"The policy is under {_by(4, _TC)}.",
    f"TC{_TC} adına kayıt var",
]

CARD = [
    f"{_CARD} numaralı kartınıza iade yapıldı.",
    f"{_by(4, _CARD)} numaralı kartınıza iade yaptık",
    f"Kart: {_by(4, _CARD, '-')}",
    f"Kart: {_by(4, _MASTER, '.')}",
    f"kartiniz {_MASTER} bloke",
    f"KARTINIZ {_by(4, _MASTER)} İLE ÖDEME ALINDI",
    f"Kartınız {_in_digits(_CARD, '٠')}.",
    f"Kartınız {_by(4, _in_digits(_CARD, chr(0xFF10)))}.",
    f"Kartınız {_by(4, _CARD, chr(0x200B))} mı?",
    f"Kartınız {_by(4, _CARD, chr(0x2013))} mı?",
    f"Kartınız {_by(4, _CARD, chr(0xA0))} mı?",
    f"Kartınız {_by(4, _CARD, ' - ')} mı?",
    f"Amex {_AMEX[:4]} {_AMEX[4:10]} {_AMEX[10:]} reddedildi.",
    f"Troy kartınız {_by(4, _TROY)} kapatıldı.",
    f"Kart no:{_TROY}",
    f"Kartınız {_by(4, _CARD, '/')} ile ödendi 💳",
    f"We refunded card {_CARD}.",
    f"Your Visa {_by(4, _CARD)} expired.",
    f"Amex {_AMEX} was charged twice.",
    f"The deposit is on {_by(4, _MASTER, '_')}.",
    f"Card number: {_by(1, _MASTER)}",
]

NAMED = """
Ayşe Hanım, 458712390 numaralı siparişiniz yolda.
Ayşe Yılmaz adına kayıtlı NV-884213 no'lu poliçe iptal edildi
Sayın Yılmaz, sipariş numaranız 7781234.
AYŞE HANIM SİPARİŞ NO 7781234 KARGODA
ayse hanim siparis no 7781234 kargoda
Ayşe Yılmaz, takip numaranız 330987654321.
Ayşe Hanım, TR8843219 takip kodlu gönderiniz şubede.
Merhaba Ayşe, abone numaranız 20033441.
Merhaba Ayşe 😊 Müşteri no: 99218834 kaydınıza baktık
Sayın Ayşe Yılmaz, rezervasyon kodunuz K7XQ2P.
Ayşe Hanım'ın 1234567 nolu faturası ödenmiş.
Ayşe Hanım, PNR: RT6YH2 bileti iptal.
Yılmaz ailesi adına HT-20931 rezervasyonunuz onaylandı.
Ayşe Hanım tesisat numaranız 4400981 için kesinti yok
Mehmet Bey, 7781234 numaralı siparişiniz hazır.
Sayın Kemal Demir, dosya numaranız 2026/48812.
Hasan Bey'in 55012398 no'lu hasar dosyası kapandı.
Ayşe Hanım, IMEI 356938035643809 cihazınız serviste.
Ayşe Hanım, plakanız 34 KLM 482 için ödeme alındı.
Ayse hanim sozlesme no 88120034 aktif
Dear Ayşe, your order 7781234 has shipped.
Ms Yılmaz, booking reference K7XQ2P is confirmed.
Hi Ayse, tracking number 1Z999AA10123456784 shows a delay.
Mr. Smith, your claim no. 4410092 is approved.
Dear Mrs Brown, policy number PL-449201 is active.
Ayşe, account number 90022113 is now unlocked.
Hello Ayse Yilmaz, ticket #883120 is open.
""".strip().splitlines()

ASKED = """
Telefon numaranızı buraya yazar mısınız?
T.C. kimlik numaranızı yorum olarak paylaşın lütfen.
Sipariş numaranızı ve telefonunuzu yazar mısınız?
ad soyad ve tc nizi yazin bakalim
IBAN bilginizi paylaşabilir misiniz?
Kart numaranızın son dört hanesini yazar mısınız?
Doğum tarihinizi bu gönderinin altına yazabilirsiniz.
E-posta adresinizi alabilir miyiz?
TELEFON NUMARANIZI İLETİR MİSİNİZ
Adınızı, soyadınızı ve cep telefonunuzu belirtir misiniz?
Bize telefon numaranızı bırakın, arayalım.
Açık adresinizi yazar mısınız?
Anne kızlık soyadınızı öğrenebilir miyiz?
Kimlik fotoğrafınızı buradan gönderin.
Kart bilgilerinizi iletin, kontrol edelim.
tel no alabilir miyim
Cep numaranızı rica edebilir miyiz?
Doğrulama için TC'nizin son 4 hanesini yazın.
Adresinizi ve telefonunuzu yorumlara ekleyin.
Şifrenizi söyleyin, biz girelim.
Could you post your phone number here?
Please share your e-mail address below.
What is your date of birth?
Can you send us your full name and phone number?
Please reply with your card number.
Kindly provide your ID number.
May I have your home address?
Tell us your passport number, please.
Please comment your phone number and we will call.
Drop your e-mail and mobile number below 👇
""".strip().splitlines()

STOPPED = {
    Rule.BLAME: BLAME,
    Rule.PROMISE_WITHOUT_TIME: PROMISE,
    Rule.PHONE_NUMBER: PHONE,
    Rule.EMAIL_ADDRESS: EMAIL,
    Rule.IBAN: IBAN,
    Rule.IDENTITY_NUMBER: IDENTITY,
    Rule.PAYMENT_CARD: CARD,
    Rule.NAME_WITH_REFERENCE: NAMED,
    Rule.IDENTITY_ASKED: ASKED,
}

_POLITE = """
Merhaba, yaşadığınız aksaklık için özür dileriz.
Haklısınız, geç kaldık; özür dileriz.
Kusura bakmayın, bizim hatamız.
Bu sizin hatanız değil, sistemimizde bir sorun oldu.
Sizin bir kusurunuz yok, biz yanlış bilgi vermişiz.
Size yanlış fatura kesmişiz, düzelttik.
Sizi yanlış yönlendirmişiz, affedin.
Haklısınız, faturanızı iki kez kesmişiz.
Yanlış ürün göndermişiz, değişim kaydını açtık.
Hata bizde, ücret iadesi yapıldı.
Sizi anlıyoruz, üç gün elektriksiz kalmak çok zor.
Anlayışınız için teşekkür ederiz 🙏
Sabrınız için teşekkürler.
Sorun bizden kaynaklandı.
Sorun giderildi, hattınız çalışıyor olmalı.
Sorun devam ederse bize buradan yazabilirsiniz.
Teşekkürler Ayşe Hanım, güzel sözleriniz ekibimizi mutlu etti.
Ayşe Hanım, geri bildiriminiz için teşekkürler.
Ayşe Hanım, sipariş numaranızı DM'den iletir misiniz?
Telefon numaranızı lütfen özel mesajla iletin.
Size yardımcı olabilmemiz için DM atar mısınız?
Müşteri numaranızı lütfen herkese açık yazmayın, DM'den iletin.
Lütfen telefon numaranızı buraya yazmayın.
Kişisel bilgilerinizi burada paylaşmamanızı rica ederiz.
Güvenliğiniz için kart numaranızı kimseyle paylaşmayın.
Bize 0850 222 10 20 numaralı hattımızdan ulaşabilirsiniz.
Çağrı merkezimiz: 444 0 123
Müşteri hattımız 4440123, 7/24 açık.
destek@nivora.com.tr adresine yazabilirsiniz.
Bize DESTEK@NIVORA.COM.TR adresinden yazın.
0850 2221020'yi arayabilirsiniz.
0 (850) 222 10 20 numaralı hattımız açık.
+90 850 222 10 20 çağrı merkezimizdir.
112'yi arayın, güvenliğiniz her şeyden önemli.
458712390 numaralı sipariş bugün dağıtıma çıktı.
NV-884213 numaralı kayıt açıldı.
Kayıt numaranız 884213.
Takip: https://kargo.nivora.com.tr/takip/330987654321
Kargonuzu https://nivora.com.tr/t?no=45871239012 adresinden izleyebilirsiniz.
TK1980 sayılı uçuş 40 dakika gecikmeli.
2026 yılı tarifesi 1 Ocak'ta yürürlüğe girdi.
Yeni ücret 1.249,90 TL'dir.
Paket 12.500.000 TL teminat verir.
İade tutarı 3.450,75 ₺ olarak hesaba geçti.
Mağazalarımız 09.00-21.00 arası açık.
Kesinti 10.03.2026 tarihinde 14:00-18:00 arasında sürecek.
Şubemiz Atatürk Cad. No: 18/4 Kadıköy'de.
Modem seri numarası 8 haneden uzundur.
Referans 12345678901 bir kampanya kodudur.
Barkod 8690504012345 olan ürün toplandı.
Kampanya 01.02.2026 - 31.03.2026 arasında geçerli.
Kampanya kodu: NIVORA2026
Uygulamanın 12.4.1 sürümünde hata giderildi.
Bugün içinde sorun giderildi.
Ekibimiz inceliyor, bizi burada bulabilirsiniz.
Arıza ekibimiz yolda.
Arızayı giderdik, size iyi günler.
Bagajınız bulundu, bu akşamki uçakla geliyor.
Kargonuz yarın teslim edilecek.
Uçuşunuz saat 18.30'da kalkacak.
Odanız hazır, sizi bekliyoruz.
Sizi ağırlamaktan mutluluk duyarız.
Bu deneyimi hak etmediniz, çok üzgünüz.
Böyle hissetmenizde haklısınız.
Ne kadar öfkelendiğinizi anlıyoruz.
Yaşattığımız hayal kırıklığı için üzgünüz.
Sizi beklettiğimiz için kusurumuza bakmayın.
Önceki mesajımızda eksik bilgi verdik, özür dileriz.
Daha önce yazdığınız kaydı bulduk, teşekkürler.
Adresinizi doğru girmişsiniz, hata bizim sistemimizde.
Yanlış anlaşılma bizden kaynaklanıyor.
Yanlış anladıysak düzeltin lütfen.
Bildirdiğiniz için iyi ki yazdınız.
Öneriniz için teşekkürler, ürün ekibimize aktardık.
Faturanızı uygulamadan Hesabım > Faturalar adımında görebilirsiniz.
Şifrenizi nivora.com.tr/sifre adresinden yenileyebilirsiniz.
Şifrenizi kimse sizden istemez, biz de istemeyiz.
Modemi kapatıp 30 saniye sonra açar mısınız?
Bize hangi ilçede olduğunuzu yazar mısınız?
Hangi şubemizdi, yazar mısınız?
Hangi cihazı kullanıyorsunuz?
Bu hafta sonu tüm mağazalarımız açık.
Sigorta poliçeniz yangın ve depremi kapsar.
Poliçe yenileme süresi 30 gündür.
Kart aidatı iadesi için şubeye gitmeniz gerekmez.
Kredi kartınızla 3 taksit yapabilirsiniz.
IBAN'a iade 3 iş günü sürer.
İade için IBAN'ınızı uygulamadan ekleyebilirsiniz.
Kimlik doğrulaması yalnızca uygulamamızda yapılır.
Doğum gününüz kutlu olsun 🎂
Adres değişikliği uygulamadan yapılır.
Bizi arayabilirsiniz, seve seve yardım ederiz.
Bize ulaştığınız için teşekkürler.
Size ulaşamadık, DM'den yazar mısınız?
İsterseniz sizi arayalım; DM'den uygun saati yazın.
Hoş geldiniz, sizi aramızda görmek güzel.
Umarız yakında tekrar görüşürüz.
Yakında yeni şubemiz açılıyor.
En kısa sürede düzeltmek bizim işimiz.
cok uzgunuz, dogru soyluyorsunuz
HAKLISINIZ, ÖZÜR DİLERİZ
Tebrikler, çekilişi kazandınız 🎉
Çok güzel bir fotoğraf, elinize sağlık!
Sakin bir tatil için odanız deniz tarafında.
Ürünü iade etmek istemenizi anlıyoruz.
Bu bizim sorunumuz, çözmek de bize düşer.
Sizi suçlamıyoruz, yanlış bizde.
Kimse sizi suçlamıyor; eksik bizde.
Sizin yüzünüzden değil, bizim gecikmemizden.
Siz hiçbir şeyi yanlış yapmadınız.
Lütfen adresi kontrol edin: kutuda kapı numarası eksik olabilir.
Ödemeniz henüz bize ulaşmadı; dekontu DM'den iletir misiniz?
Mehmet Bey size yardımcı oldu, ne güzel!
Ayşe Hanım, 15.03.2026 günü için yeriniz ayrıldı.
Ayşe Hanım, 2026 model cihazda bu özellik var.
Ayşe Hanım, 250 TL iade edildi.
Ayşe Hanım, saat 15:00'te uçuş kalktı.
Kaydınız 33 saniyede açıldı.
Sizin için 3 seçenek var: 1) iade 2) değişim 3) onarım.
We are sorry, this was our mistake.
You are right, and we apologise.
This is not your fault.
You did nothing wrong; our app showed the wrong price.
We should have told you earlier, sorry.
We entered your address wrong, our apologies.
Thank you for your patience.
Thanks for telling us, Ayşe!
Please send us your order number by direct message.
Could you DM us your phone number?
Please don't post your phone number here.
Never share your card number in public.
Order 7781234 left our warehouse today.
Your reference is NV-884213.
Flight TK1980 leaves at 18:30.
The price is 1,249.90 TL.
Call us on 0850 222 10 20, any time.
You can write to destek@nivora.com.tr.
Version 12.4.1 repairs it.
The outage ends on 11 March at 18:00.
Track it at https://nivora.com.tr/t/330987654321.
Our stores open at 9 am.
We hear you, and we're sorry for the wait.
It's on us. Your refund is done.
We were wrong and we have fixed it.
Sorry that we had told you something else.
We blame nobody but ourselves.
You don't need to do anything.
You can read the terms at nivora.com.tr/terms.
If you like, read more here: nivora.com.tr/help
We hope to see you again soon!
A new branch opens in Ankara soon.
Thanks, we passed it on to our product team.
If anything else comes up, just write to us.
Your feedback was forwarded to the branch.
Serial numbers start with 8690504012345.
Room 1204 is ready.
We apologise for the inconvenience on 10/03/2026.
Which city are you in?
Which model do you use?
What happened at the counter should not have happened.
You should not have had to wait this long.
You shouldn't have been charged; we have refunded it.
You were charged twice by mistake, and that is our fault.
Please check whether the modem's light is green.
Did you get the replacement we sent?
Our courier went to the wrong address, sorry.
The wrong address was in our system.
We know you told us before, and we are sorry you have to repeat it.
Ayşe, thank you, we are glad it works again.
Mrs Brown from our team was happy to help.
Your claim was approved today.
Verification happens only in our app, never in comments.
Happy birthday! 🎂
You may return it within 14 days.
The refund takes 3 business days.
""".strip().splitlines()

_ONLY_LIKE_NUMBERS = [
    f"Kayıt no {int(_TC) + 1} oluşturuldu.",
    f"İşlem {int(_CARD) + 1} tamamlandı.",
    f"Dekont: {_TR[:-1]}{(int(_TR[-1]) + 1) % 10}.",
    f"Reference {int(_MASTER) + 3}.",
    "Toplam 1.000.000.000 TL'lik yatırım yaptık.",
    "Barcode 4006381333931 is on the box.",
]

PASSING = (*_POLITE, *_ONLY_LIKE_NUMBERS)

PROMISED = """
Yarın 15:00'e kadar size döneceğiz.|2026-03-11T15:00
Bugün içinde sizi arayacağız.|2026-03-10T18:00
2 saat içinde size dönüş yapacağız.|2026-03-10T16:00
Yarın saat 10.30'da sizi arayacağız.|2026-03-11T10:30
Size en geç 11 Mart 18:00'de bilgi vereceğiz.|2026-03-11T18:00
Cuma günü 12:00'ye kadar yazacağız.|2026-03-13T12:00
24 saat içinde geri dönüş yapacağız.|2026-03-11T14:00
Bu akşam 19:00'da haber vereceğiz.|2026-03-10T19:00
yarin ogleden once sizi arayacagiz|2026-03-11T11:00
Perşembe gününe kadar döneceğiz.|2026-03-12T17:00
Yarım saat içinde arıyoruz, size döneceğiz.|2026-03-10T14:30
Gün sonuna kadar bilgi vereceğiz.|2026-03-10T18:00
BUGÜN SAAT 17:00'YE KADAR DÖNÜŞ YAPILACAKTIR|2026-03-10T17:00
12.03. 09:00'a kadar size yazacağız.|2026-03-12T09:00
48 saat icinde tarafiniza donulecektir|2026-03-12T14:00
We'll get back to you by 3 pm tomorrow.|2026-03-11T15:00
We will call you within two hours.|2026-03-10T16:00
We'll be in touch by Friday 12:00.|2026-03-13T12:00
You will hear from us by the end of the day.|2026-03-10T18:00
We'll update you tomorrow at 10:30.|2026-03-11T10:30
Our team will contact you today before 17:00.|2026-03-10T17:00
We will reply within 24 hours.|2026-03-11T14:00
We'll call you on March 12 at 9 am.|2026-03-12T09:00
I will let you know in 30 minutes.|2026-03-10T14:30
Someone will call you back this afternoon.|2026-03-10T16:00
""".strip().splitlines()
